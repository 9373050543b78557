using System.Collections.Immutable;
using System.Globalization;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Html;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>Writes a report as one self-contained HTML page: the roll-up, a map of units against requirements, and a sheet for each unit, in Vietnamese
/// with a switch to English. The roll-up needs no script; the map and the sheets are drawn from data in the page. Nothing is loaded from anywhere.</summary>
public static class ComplianceHtml
{
    private static readonly HtmlPage s_page = new("report.css", "report.js");

    /// <summary>Writes the page, UTF-8 by its own word.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at between units.</param>
    public static void Write(TextWriter output, ComplianceReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        var html = new HtmlMarkup(output);
        s_page.Begin(html, new LocalizedText("Thực hiện các văn bản chỉ đạo về CNTT", "Compliance with the ICT directives"));
        html.Raw("<ul class=\"directives\">\n");
        foreach (Directive directive in report.Library.Directives)
        {
            html.Write($"<li><b>{directive.Header.Number}</b> {directive.Header.Subject}{Draft(directive)}</li>\n");
        }

        html.Raw("</ul>\n");
        HtmlPage.Main(html);
        Totals(html, report);
        Targets(html, report);
        Requirements(html, report);
        Remedies(html, report, cancellationToken);
        html.Write($"""
            <section id="map"><h2>{new LocalizedText("Bản đồ đơn vị và yêu cầu", "Map of units and requirements")}</h2>
            <noscript><p>{new LocalizedText("Bản đồ và phiếu từng đơn vị cần JavaScript.", "The map and the sheets need JavaScript.")}</p></noscript>
            </section>
            <section id="sheet"></section>
            <section id="print" aria-hidden="true"></section>
            </main>
            <script id="data" type="application/json">
            """);
        ReportData.Write(output, report, cancellationToken);
        html.Raw("</script>\n");
        s_page.End(html);
    }

    private static LocalizedText Draft(Directive directive) => directive.Header.IsDraft ? new(" (dự thảo)", " (draft)") : default;

    private static void Totals(HtmlMarkup html, ComplianceReport report)
    {
        long meets = report.Requirements.Sum(result => (long)result.Meets), fails = report.Requirements.Sum(result => (long)result.Fails), unknown = report.Requirements.Sum(result => (long)result.Unknown);
        html.Write($"""
            <ul class="totals">
            <li><b>{report.Facts.Units.Length}</b> {new LocalizedText("đơn vị", "units")}</li>
            <li><b>{report.Requirements.Length}</b> {new LocalizedText("yêu cầu", "requirements")}</li>
            <li class="meets"><b>✓ {meets}</b> {new LocalizedText("đạt", "met")}</li>
            <li class="fails"><b>✗ {fails}</b> {new LocalizedText("không đạt", "failed")}</li>
            <li class="unknown"><b>? {unknown}</b> {new LocalizedText("chưa rõ", "not known")}</li>
            </ul>

            """);
    }

    private static void Targets(HtmlMarkup html, ComplianceReport report)
    {
        ImmutableArray<TargetResult> results = [.. report.Targets().Select(measure => measure.OverAll()).Where(result => result.Outcome != Outcome.NotApplicable)];
        if (results.IsEmpty)
        {
            return;
        }

        html.Write($"""
            <section><h2>{new LocalizedText("Chỉ tiêu", "Targets")}</h2>
            <div class="scroll"><table><thead><tr><th scope="col">{new LocalizedText("Chỉ tiêu", "Target")}</th><th scope="col">{new LocalizedText("Yêu cầu", "Goal")}</th><th scope="col">{new LocalizedText("Đạt được", "Reached")}</th><th scope="col">{new LocalizedText("Trên tổng số", "Out of")}</th></tr></thead><tbody>

            """);
        foreach (TargetResult result in results)
        {
            html.Write($"<tr class=\"{Class(result.Outcome)}\"><th scope=\"row\">{Sign(result.Outcome)} {result.Target.Title} <small>{result.Directive.Header.Number}, {result.Target.Clause}</small></th><td>");
            html.Write($"{(result.Target.IsStrict ? ">" : "≥")}\u00A0{Percent(result.Target.Share)}</td><td>");
            if (result.LowestShare == result.HighestShare)
            {
                html.Write($"{Percent(result.LowestShare)}");
            }
            else
            {
                html.Write($"{new LocalizedText("từ", "between")} {Percent(result.LowestShare)} {new LocalizedText("đến", "and")} {Percent(result.HighestShare)}");
            }

            html.Write($"</td><td>{result.Whole}</td></tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    private static void Requirements(HtmlMarkup html, ComplianceReport report)
    {
        html.Write($"""
            <section><h2>{new LocalizedText("Theo từng yêu cầu", "By requirement")}</h2>
            <div class="scroll"><table><thead><tr><th scope="col">{new LocalizedText("Yêu cầu", "Requirement")}</th><th scope="col">✓</th><th scope="col">✗</th><th scope="col">?</th><th scope="col" class="wide"><span class="sr">{new LocalizedText("Tỉ lệ", "Share")}</span></th></tr></thead><tbody>

            """);
        foreach (RequirementResult result in report.Requirements)
        {
            int all = result.Meets + result.Fails + result.Unknown;
            if (all == 0)
            {
                continue;
            }

            html.Write($"<tr><th scope=\"row\">{result.Requirement.Title} <small>{result.Directive.Header.Number}, {result.Requirement.Clause}</small></th><td>{result.Meets}</td><td>{result.Fails}</td><td>{result.Unknown}</td>");
            html.Write($"<td class=\"wide\"><svg class=\"bar\" viewBox=\"0 0 {all} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"meets\" width=\"{result.Meets}\" height=\"1\"/><rect class=\"fails\" x=\"{result.Meets}\" width=\"{result.Fails}\" height=\"1\"/><rect class=\"unknown\" x=\"{result.Meets + result.Fails}\" width=\"{result.Unknown}\" height=\"1\"/></svg></td></tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    private static void Remedies(HtmlMarkup html, ComplianceReport report, CancellationToken cancellationToken)
    {
        RemedySum sum = RemedySum.Of(report, cancellationToken);
        if (sum.All.IsEmpty)
        {
            return;
        }

        html.Write($"""
            <section><h2>{new LocalizedText("Cần trang bị ít nhất", "The least to be bought or set up")}</h2>
            <p>{new LocalizedText("Một máy đáp ứng hai yêu cầu chỉ tính một lần. Yêu cầu không nêu trang bị thì không tính ở đây.", "A machine that serves two requirements is counted once. What can't be met by buying is not counted here.")}</p>
            <div class="scroll"><table><thead><tr><th scope="col">{new LocalizedText("Đơn vị", "Unit")}</th>
            """);
        ImmutableArray<NeededItem> items = [.. sum.All.Select(purchase => purchase.Item)];
        foreach (NeededItem item in items)
        {
            html.Write($"<th scope=\"col\">{item.Label}</th>");
        }

        html.Write($"</tr></thead><tbody>\n<tr class=\"sum\"><th scope=\"row\">{new LocalizedText("Tất cả", "All")}</th>");
        Quantities(html, items, sum.All);
        HashSet<string?> parents = [.. report.Facts.Units.Select(unit => unit.Parent)];
        foreach (string code in sum.Units.Where(parents.Contains))
        {
            string name = report.Facts.TryFindRow(code, out int row) ? report.Facts.Units[row].Name : code;
            html.Write($"<tr><th scope=\"row\">{name}</th>");
            Quantities(html, items, sum.Below(code));
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    private static void Quantities(HtmlMarkup html, ImmutableArray<NeededItem> items, ImmutableArray<Purchase> purchases)
    {
        foreach (NeededItem item in items)
        {
            html.Write($"<td>{purchases.FirstOrDefault(purchase => purchase.Item.Id == item.Id)?.Quantity ?? 0}</td>");
        }

        html.Raw("</tr>\n");
    }

    // Never rounded up to a share that is not reached.
    private static LocalizedText Percent(double share)
    {
        string shown = (Math.Floor(share * 100) / 100).ToString("0.##", CultureInfo.InvariantCulture) + "\u00A0%";
        return new LocalizedText(shown.Replace('.', ','), shown);
    }

    private static string Class(Outcome outcome) => ComplianceJson.Camel(outcome);

    private static string Sign(Outcome outcome) => outcome switch { Outcome.Meets => "✓", Outcome.Fails => "✗", _ => "?" };
}
