using System.Collections.Immutable;
using System.Globalization;
using EduIct.Directives;
using EduIct.Html;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Writes duties as one self-contained HTML page: a school year at a glance, and below it every duty with its clause. Vietnamese with a switch to
/// English; works without the script; nothing is loaded from anywhere.</summary>
public static class CalendarHtml
{
    private static readonly HtmlPage s_page = new("calendar.css");
    private static readonly LocalizedText[] s_weekdays = [new("T2", "Mo"), new("T3", "Tu"), new("T4", "We"), new("T5", "Th"), new("T6", "Fr"), new("T7", "Sa"), new("CN", "Su")];

    /// <summary>Writes the page, UTF-8 by its own word.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="heading">Whose calendar it is: a unit, a kind of unit.</param>
    /// <param name="duties">The duties, by last moment as <see cref="ReportingCalendar"/> gives them; one school year or several, decreed or projected.</param>
    /// <param name="statuses">How the unit stands to duties, by id; null where nobody asked.</param>
    public static void Write(TextWriter output, LocalizedText heading, ImmutableArray<Duty> duties, IReadOnlyDictionary<string, DutyStatus>? statuses = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        var html = new HtmlMarkup(output);
        s_page.Begin(html, new LocalizedText("Lịch báo cáo và công việc CNTT", "Calendar of ICT duties"));
        html.Write($"<p class=\"unit\">{heading}</p>\n<ul class=\"directives\">");
        foreach (Directive directive in duties.Select(duty => duty.Directive).Distinct())
        {
            html.Write($"<li><b>{directive.Header.Number}</b> {directive.Header.Subject}</li>\n");
        }

        html.Raw("</ul>\n");
        HtmlPage.Main(html);
        Notices(html, duties);
        (string Anchor, Duty Duty)[] named = [.. duties.Select((duty, i) => (string.Create(CultureInfo.InvariantCulture, $"d{i}"), duty))];
        foreach (var year in named.Where(one => one.Duty is { IsDaily: false, LastMoment: not null }).GroupBy(one => one.Duty.SchoolYear!.Value).OrderBy(year => year.Key))
        {
            Year(html, year.Key, [.. year]);
            List(html, [.. year], statuses);
        }

        Section(html, new LocalizedText("Hằng ngày", "Every day"), [.. named.Where(one => one.Duty.IsDaily)], statuses);
        Section(html, new LocalizedText("Không nêu thời hạn", "Without a date"), [.. named.Where(one => one.Duty is { IsDaily: false, LastMoment: null })], statuses);
        if (duties.IsEmpty)
        {
            html.Write($"<p>{new LocalizedText("Không có việc nào.", "Nothing is due.")}</p>\n");
        }

        html.Raw("</main>\n");
        s_page.End(html);
    }

    private static void Notices(HtmlMarkup html, ImmutableArray<Duty> duties)
    {
        if (duties.Any(duty => duty.IsProjected))
        {
            html.Write($"<p class=\"notice\">{new LocalizedText(
                "Đây là dự kiến: chưa có văn bản nào quy định cho năm học này. Mỗi việc ghi rõ điều khoản của văn bản cũ mà nó dựa vào.",
                "This is a projection: nothing is decreed for this school year. Each duty names the clause of the earlier directive from which it comes.")}</p>\n");
        }

        if (duties.Any(duty => duty.IsAssumed))
        {
            html.Write($"<p class=\"notice\">{new LocalizedText(
                "Chưa có kế hoạch thời gian năm học: “đầu năm học” tính là 5/9, hết học kỳ I là 15/1, “cuối năm học” là 31/5.",
                "The plan of the school year is not known: its start is taken as 5 September, the end of its first semester as 15 January, its end as 31 May.")}</p>\n");
        }
    }

    private static void Year(HtmlMarkup html, SchoolYear year, ImmutableArray<(string Anchor, Duty Duty)> duties)
    {
        html.Write($"<section><h2>{new LocalizedText("Năm học", "School year")} {year.ToString()}</h2><div class=\"year\">\n");
        for (int i = 0; i < 12; i++)
        {
            YearMonth month = year.Days.From!.Value.PlusMonths(i).ToYearMonth();
            Month(html, month, [.. duties.Where(one => one.Duty.LastMoment!.Value.Date.ToYearMonth() == month)]);
        }

        html.Raw("</div></section>\n");
    }

    private static void Month(HtmlMarkup html, YearMonth month, ImmutableArray<(string Anchor, Duty Duty)> duties)
    {
        html.Write($"<div class=\"month{(duties.IsEmpty ? " empty" : "")}\"><h3>{new LocalizedText($"Tháng {month.Month}", CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Month))} <span class=\"n\">{month.Year}</span></h3>");
        html.Raw("<table><thead><tr>");
        foreach (LocalizedText weekday in s_weekdays)
        {
            html.Write($"<th scope=\"col\">{weekday}</th>");
        }

        html.Raw("</tr></thead><tbody><tr>");
        LocalDate first = month.OnDayOfMonth(1);
        int column = (int)first.DayOfWeek - 1;
        for (int blank = 0; blank < column; blank++)
        {
            html.Raw("<td></td>");
        }

        foreach (LocalDate day in month.ToDateInterval())
        {
            // A month or a year as a whole is due on none of its days: only a day of the text is marked.
            (string Anchor, Duty Duty) due = duties.FirstOrDefault(one => one.Duty.Precision == DuePrecision.Day && one.Duty.LastMoment!.Value.Date == day);
            if (due.Duty is null)
            {
                html.Write($"<td>{day.Day}</td>");
            }
            else
            {
                html.Write($"<td class=\"due\"><a href=\"#{due.Anchor}\">{day.Day}</a></td>");
            }

            column++;
            if (column % 7 == 0 && day.Day < first.Calendar.GetDaysInMonth(month.Year, month.Month))
            {
                html.Raw("</tr><tr>");
            }
        }

        html.Raw("</tr></tbody></table>");
        if (!duties.IsEmpty)
        {
            html.Raw("<ul>");
            foreach ((string anchor, Duty duty) in duties)
            {
                html.Write($"<li><a href=\"#{anchor}\">{duty.Entry.Title}</a></li>");
            }

            html.Raw("</ul>");
        }

        html.Raw("</div>\n");
    }

    private static void Section(HtmlMarkup html, LocalizedText title, ImmutableArray<(string Anchor, Duty Duty)> duties, IReadOnlyDictionary<string, DutyStatus>? statuses)
    {
        if (!duties.IsEmpty)
        {
            html.Write($"<h2>{title}</h2>\n");
            List(html, duties, statuses);
        }
    }

    private static void List(HtmlMarkup html, ImmutableArray<(string Anchor, Duty Duty)> duties, IReadOnlyDictionary<string, DutyStatus>? statuses)
    {
        html.Raw("<section class=\"list\">\n");
        foreach ((string anchor, Duty duty) in duties)
        {
            Provision provision = duty.Entry.Provision;
            html.Write($"<article id=\"{anchor}\"><p class=\"time\">{duty.When}");
            if (duty is { LastMoment: { } moment, IsDaily: false })
            {
                html.Write($"<small>{new LocalizedText("đến hết", "until the end of")} {moment.Date.ToString("dd'/'MM'/'uuuu", CultureInfo.InvariantCulture)}</small>");
            }

            html.Write($"</p><h4>{provision.Title}</h4><p>");
            if (statuses is not null && statuses.TryGetValue(duty.Id, out DutyStatus status))
            {
                html.Write($"<span class=\"tag {Class(status.Stage)}\">{DutyWords.Of(status)}</span>");
            }

            Tag(html, duty.IsProjected, new LocalizedText("dự kiến", "projected"));
            Tag(html, provision.IsDraft, new LocalizedText("dự thảo", "draft"));
            Tag(html, provision.IsSlip, new LocalizedText("giữ nguyên chữ nghi sai của bản gốc", "a presumed slip of the original is kept"));
            html.Write($"<span lang=\"vi\" class=\"always\">“{provision.Words}”</span></p><p class=\"meta\">{duty.Directive.Header.Number}, {provision.Clause}");
            Meta(html, new LocalizedText("ai làm", "who"), duty.Binds.Who);
            Meta(html, new LocalizedText("nơi nhận", "to"), duty.To);
            Meta(html, new LocalizedText("ghi chú", "note"), provision.Note);
            html.Raw("</p></article>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Tag(HtmlMarkup html, bool isShown, LocalizedText text)
    {
        if (isShown)
        {
            html.Write($"<span class=\"tag\">{text}</span>");
        }
    }

    private static void Meta(HtmlMarkup html, LocalizedText name, LocalizedText? value)
    {
        if (value is { } text)
        {
            html.Write($" · {name}: {text}");
        }
    }

    private static string Class(DutyStage stage) => stage switch
    {
        DutyStage.Late or DutyStage.Returned => "late",
        DutyStage.DueSoon => "soon",
        DutyStage.Submitted or DutyStage.Accepted => "good",
        _ => "",
    };
}
