using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Yearly decisions about days off: those of the package, or a newer file of the same form. Safe for several threads at once.</summary>
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

    // Of all years together: the day that is worked may lie in the year before or after the one that is off.
    private readonly FrozenSet<LocalDate> _off;
    private readonly FrozenSet<LocalDate> _worked;

    /// <summary>Decisions of different years.</summary>
    /// <exception cref="ArgumentException">Two decisions of one year.</exception>
    public HolidayDecisions(params IEnumerable<HolidayDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        _years = decisions.ToDictionary(decision => decision.Year).ToFrozenDictionary();
        _off = _years.Values.SelectMany(decision => decision.Swaps).Select(swap => swap.Off).ToFrozenSet();
        _worked = _years.Values.SelectMany(decision => decision.Swaps).Select(swap => swap.Worked).ToFrozenSet();
    }

    /// <summary>The decisions for 2010 to 2026, as far as a source is known; each names it.</summary>
    public static HolidayDecisions Embedded => s_embedded.Value;

    /// <summary>The decision of a year; null where nobody decided.</summary>
    public HolidayDecision? Of(int year) => _years.GetValueOrDefault(year);

    /// <summary>These decisions, and in place of those of the same year the later ones.</summary>
    public HolidayDecisions With(HolidayDecisions later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new HolidayDecisions(_years.Values.Where(decision => later.Of(decision.Year) is null).Concat(later._years.Values));
    }

    /// <summary>
    /// Reads a file:
    /// <c>{"years": [{"year": 2024, "tetDaysBefore": 2, "besideNationalDay": 1, "swaps": [{"off": "2024-04-29", "worked": "2024-05-04"}],
    /// "added": [{"date": "2024-11-24", "name": {"vi": "…", "en": "…"}, "law": "…"}], "source": "…"}]}</c>; only <c>year</c> must be there, and what the file
    /// does not know it may not name.
    /// </summary>
    /// <param name="utf8">The file, UTF-8, of at most 1 MB.</param>
    /// <param name="source">Its name, for the places of faults.</param>
    /// <param name="decisions">The decisions; null where there are faults.</param>
    /// <param name="issues">Every fault, with its JSON pointer.</param>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, string source, [NotNullWhen(true)] out HolidayDecisions? decisions, out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(source);
        decisions = HolidayDecisionReader.Read(utf8, source, out issues);
        return decisions is not null;
    }

    internal bool IsSwappedOff(LocalDate day) => _off.Contains(day);

    internal bool IsWorkedInstead(LocalDate day) => _worked.Contains(day);
}
