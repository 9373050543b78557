using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Directives;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Yearly decisions about days off: those of the package, or a newer file of the same form.</summary>
public sealed class HolidayDecisions
{
    private static readonly Lazy<HolidayDecisions> s_embedded = new(() =>
    {
        using Stream stream = typeof(HolidayDecisions).Assembly.GetManifestResourceStream("EduIct.holidays.json")
            ?? throw new InvalidOperationException("The assembly lacks its embedded holidays.json.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return TryRead(bytes, "holidays.json", out HolidayDecisions? decisions, out ImmutableArray<Issue> issues)
            ? decisions
            : throw new InvalidOperationException(string.Join('\n', issues));
    });

    private readonly FrozenDictionary<int, HolidayDecision> _years;

    /// <summary>Decisions of different years.</summary>
    /// <exception cref="ArgumentException">Two decisions of one year.</exception>
    public HolidayDecisions(params IEnumerable<HolidayDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        _years = decisions.ToDictionary(decision => decision.Year).ToFrozenDictionary();
    }

    /// <summary>The decisions for 2016 to 2026.</summary>
    public static HolidayDecisions Embedded => s_embedded.Value;

    /// <summary>The decision of a year; null where nobody decided.</summary>
    public HolidayDecision? Of(int year) => _years.GetValueOrDefault(year);

    /// <summary>
    /// Reads a file: <c>{"years": [{"year": 2024, "tetDaysBefore": 2, "besideNationalDay": 1, "swaps": [{"off": "2024-04-29", "worked": "2024-05-04"}]}]}</c>.
    /// </summary>
    /// <param name="utf8">The file, UTF-8.</param>
    /// <param name="source">Its name, for the places of faults.</param>
    /// <param name="decisions">The decisions; null where there are faults.</param>
    /// <param name="issues">Every fault.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8, string source, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HolidayDecisions? decisions, out ImmutableArray<Issue> issues)
    {
        var faults = ImmutableArray.CreateBuilder<Issue>();
        var years = new Dictionary<int, HolidayDecision>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            int at = 0;
            foreach (JsonElement year in document.RootElement.GetProperty("years").EnumerateArray())
            {
                Read(year, $"/years/{at++}");
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Fault("", $"Không đúng dạng: {exception.Message}", $"Not of the form: {exception.Message}");
        }

        issues = faults.ToImmutable();
        decisions = issues.IsEmpty ? new HolidayDecisions(years.Values) : null;
        return decisions is not null;

        void Read(JsonElement one, string place)
        {
            if (!one.TryGetProperty("year", out JsonElement number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out int year) || year is < 1900 or > 2199)
            {
                Fault(place + "/year", "Cần năm từ 1900 đến 2199.", "A year from 1900 to 2199 is needed.");
                return;
            }

            var decision = new HolidayDecision(year)
            {
                TetDaysBefore = Choice(one, place, "tetDaysBefore", 1, 2),
                BesideNationalDay = Choice(one, place, "besideNationalDay", -1, 1),
                Swaps = one.TryGetProperty("swaps", out JsonElement swaps) ? [.. swaps.EnumerateArray().Select((swap, i) => Swap(swap, $"{place}/swaps/{i}", year)).OfType<(LocalDate, LocalDate)>()] : [],
            };
            if (!years.TryAdd(year, decision))
            {
                Fault(place + "/year", $"Năm {year} có hai lần.", $"The year {year} is there twice.");
            }
        }

        int? Choice(JsonElement one, string place, string name, int first, int second)
        {
            if (!one.TryGetProperty(name, out JsonElement value))
            {
                return null;
            }

            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && (number == first || number == second))
            {
                return number;
            }

            Fault($"{place}/{name}", $"Chỉ có thể là {first} hoặc {second}.", $"It can only be {first} or {second}.");
            return null;
        }

        (LocalDate Off, LocalDate Worked)? Swap(JsonElement swap, string place, int year)
        {
            if (Day(swap, "off") is { } off && Day(swap, "worked") is { } worked && off.Year == year && !IsWeekend(off) && IsWeekend(worked) && Math.Abs(Period.DaysBetween(off, worked)) <= 60)
            {
                return (off, worked);
            }

            Fault(place, "Cần một ngày làm việc của năm đó (off) và một ngày thứ Bảy hoặc Chủ nhật không quá 60 ngày sau hoặc trước (worked).", "A working day of that year (off) is needed, and a Saturday or Sunday within 60 days of it (worked).");
            return null;
        }

        static LocalDate? Day(JsonElement swap, string name) =>
            swap.TryGetProperty(name, out JsonElement day) && day.ValueKind == JsonValueKind.String ? IsoText.Date(day.GetString()!) : null;

        void Fault(string field, string vi, string en) => faults.Add(new Issue("holidays.form", new SourcePlace(source, Field: field), new LocalizedText(vi, en)));
    }

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
