using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Directives;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Reads yearly decisions about days off, with every fault.</summary>
internal sealed class HolidayDecisionReader
{
    private const int LargestFile = 1 << 20;

    // The day that is worked is one of the weeks around: what lies further away is a slip of the pen.
    private const int MostDaysApart = 60;

    private static readonly string[] s_years = ["$comment", "years"];
    private static readonly string[] s_year = ["year", "tetDaysBefore", "besideNationalDay", "swaps", "added", "source"];
    private static readonly string[] s_swap = ["off", "worked"];
    private static readonly string[] s_added = ["date", "name", "law"];

    private readonly Dictionary<int, HolidayDecision> _years = [];
    private readonly List<(DaySwap Swap, PackNode Node)> _swaps = [];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static HolidayDecisions? Read(ReadOnlyMemory<byte> utf8, string source, out ImmutableArray<Issue> issues)
    {
        var faults = new PackFaults(source, "holidays");
        HolidayDecisions? decisions = Read(utf8.Span, faults);
        issues = faults.All;
        return issues.IsEmpty ? decisions : null;
    }

    private static HolidayDecisions? Read(ReadOnlySpan<byte> utf8, PackFaults faults)
    {
        if (utf8.Length > LargestFile)
        {
            faults.Add("too-large", "", "Tệp lớn hơn 1 MB.", "The file is larger than 1 MB.");
            return null;
        }

        try
        {
            JsonElement json = JsonElement.Parse(utf8.StartsWith(ByteOrderMark) ? utf8[3..] : utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return new HolidayDecisionReader().Read(new PackNode(json, "", faults));
        }
        catch (JsonException exception)
        {
            faults.Add(
                "json",
                exception.Path ?? "",
                $"Không phải JSON đúng (dòng {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).",
                $"No valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): {exception.Message}");
            return null;
        }
        catch (InvalidOperationException exception)
        {
            // A text that is no UTF-16, as a lone surrogate written with \u.
            faults.Add("json", "", "Chuỗi không phải Unicode.", $"A text that is no Unicode: {exception.Message}");
            return null;
        }
    }

    private HolidayDecisions? Read(PackNode root)
    {
        if (!root.IsObject())
        {
            return null;
        }

        root.Only(s_years);
        foreach (PackNode year in root.Items("years", required: true))
        {
            ReadYear(year);
        }

        var decisions = new HolidayDecisions(_years.Values);
        CheckSwaps(decisions);
        return decisions;
    }

    private void ReadYear(PackNode node)
    {
        if (!node.IsObject())
        {
            return;
        }

        node.Only(s_year);
        int? year = node.Find("year", required: true)?.Whole(1900, 2199);
        int? before = node.Find("tetDaysBefore")?.Whole(0, 4), beside = node.Find("besideNationalDay")?.Whole(-1, 1);
        if (beside == 0)
        {
            node.Find("besideNationalDay")!.Value.Fault("value", "Chỉ có thể là -1 hoặc 1.", "It can only be -1 or 1.");
            beside = null;
        }

        (DaySwap Swap, PackNode Node)[] swaps = [.. node.Items("swaps").Select(swap => (Swap: Swap(swap, year), Node: swap)).Where(read => read.Swap is not null).Select(read => (read.Swap!.Value, read.Node))];
        PublicHoliday[] added = [.. node.Items("added").Select(day => Added(day, year)).OfType<PublicHoliday>()];
        string? source = node.Text("source");
        if (year is not { } known)
        {
            return;
        }

        if (before is not null && known < PublicHolidays.FiveDaysOfTetSince)
        {
            node.Find("tetDaysBefore")!.Value.Fault("not-decided", "Trước năm 2014 luật định sẵn các ngày Tết.", "Until 2013 the law itself said which days of Tết are off.");
        }

        if (beside is not null && known < PublicHolidays.TwoNationalDaysSince)
        {
            node.Find("besideNationalDay")!.Value.Fault("not-decided", "Trước năm 2021 Quốc khánh chỉ nghỉ một ngày.", "Until 2020 only one day was off for 2 September.");
        }

        var decision = new HolidayDecision(known) { TetDaysBefore = before, BesideNationalDay = beside, Swaps = [.. swaps.Select(read => read.Swap)], Added = [.. added], Source = source };
        if (_years.TryAdd(known, decision))
        {
            _swaps.AddRange(swaps);
        }
        else
        {
            node.Find("year")!.Value.Fault("twice", $"Năm {known} có hai lần.", $"The year {known} is there twice.");
        }
    }

    private static DaySwap? Swap(PackNode node, int? year)
    {
        if (!node.IsObject())
        {
            return null;
        }

        node.Only(s_swap);
        LocalDate? first = node.Date("off", required: true), second = node.Date("worked", required: true);
        if (first is not { } off || second is not { } worked)
        {
            return null;
        }

        if ((year is null || off.Year == year) && !IsWeekend(off) && IsWeekend(worked) && Math.Abs(Period.DaysBetween(off, worked)) <= MostDaysApart)
        {
            return new DaySwap(off, worked);
        }

        node.Fault(
            "swap",
            $"Cần một ngày làm việc của năm đó (off) và một ngày thứ Bảy hoặc Chủ nhật trước hoặc sau đó không quá {MostDaysApart} ngày (worked).",
            $"A working day of that year (off) is needed, and a Saturday or Sunday within {MostDaysApart} days of it (worked).");
        return null;
    }

    private static PublicHoliday? Added(PackNode node, int? year)
    {
        if (!node.IsObject())
        {
            return null;
        }

        node.Only(s_added);
        LocalDate? date = node.Date("date", required: true);
        LocalizedText? name = node.Localized("name", required: true);
        string? law = node.Text("law");
        if (date is not { } day || name is not { } words)
        {
            return null;
        }

        if (year is null || day.Year == year)
        {
            return new PublicHoliday(day, words, law);
        }

        node.Find("date")!.Value.Fault("year", $"Không phải ngày của năm {year}.", $"It is no day of {year}.");
        return null;
    }

    // A day is swapped once, and only what would otherwise be worked, or not.
    private void CheckSwaps(HolidayDecisions decisions)
    {
        HashSet<LocalDate> off = [], worked = [];
        foreach ((DaySwap swap, PackNode node) in _swaps)
        {
            if (!off.Add(swap.Off))
            {
                node.Find("off")!.Value.Fault("twice", "Ngày này đã được hoán đổi.", "This day is swapped already.");
            }
            else if (IsHoliday(swap.Off))
            {
                node.Find("off")!.Value.Fault("holiday", "Ngày này đã là ngày nghỉ lễ hoặc nghỉ bù.", "This day is a holiday, or in place of one, already.");
            }

            if (!worked.Add(swap.Worked))
            {
                node.Find("worked")!.Value.Fault("twice", "Ngày này đã được hoán đổi.", "This day is swapped already.");
            }
            else if (IsHoliday(swap.Worked))
            {
                node.Find("worked")!.Value.Fault("holiday", "Ngày này là ngày nghỉ lễ.", "This day is a holiday.");
            }
        }

        bool IsHoliday(LocalDate day) => day.Year is >= 1900 and <= 2199 && PublicHolidays.Of(day.Year, decisions).Any(holiday => holiday.Date == day);
    }

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
