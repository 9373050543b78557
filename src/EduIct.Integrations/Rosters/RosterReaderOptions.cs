using EduIct.Units;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>How a roster is read.</summary>
public sealed record RosterReaderOptions
{
    /// <summary>The unit above the schools of a plain CSV, and the unit of its people where it names no school; null: none. Of no effect on OneRoster sets, which bring their own tree.</summary>
    public UnitCode? HomeUnit { get; init; }

    /// <summary>The day for which the roster is read: roles and enrolments that ended before it, or begin after it, do not count. Null: today in Việt Nam.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>True says that a plain CSV is complete for the schools and roles that occur in it, so that who is absent has left. Default: false.</summary>
    public bool CompleteCsv { get; init; }

    /// <summary>
    /// True reads from a OneRoster set who pupils' guardians are and where they are reached by e-mail, into <see cref="Roster.Guardians"/>, and tells what is wrong with that. Default: false,
    /// since nothing else needs it.
    /// </summary>
    public bool Guardians { get; init; }

    /// <summary>True reads the units of a OneRoster set and nobody in it. Default: false. A plain CSV has no units without its people: it is read whole.</summary>
    public bool UnitsOnly { get; init; }

    /// <summary>Faults that are told, 1 or more; one more says how many were left out. Default: 10,000.</summary>
    public int MaxIssues { get; init; } = 10_000;

    /// <summary>Largest file, unpacked, in bytes. Default: 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>How many times larger than packed a file of an archive may be, where it is larger than 10 MiB. Default: 200.</summary>
    public int MaxExpansion { get; init; } = 200;
}
