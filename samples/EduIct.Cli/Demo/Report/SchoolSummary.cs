using System.Collections.Immutable;

namespace EduIct.Cli.Demo.Report;

/// <summary>The rows of one unit.</summary>
internal sealed record SchoolSummary(string Code, string Name, string Kind, ImmutableArray<AccountRow> Rows)
{
    /// <summary>Code without its system.</summary>
    public string ShortCode => Code[(Code.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public int Students => Rows.Count(row => row.IsActive && row.IsStudent);

    public int Teachers => Rows.Count(row => row.IsActive && row.Role == "teacher");

    public int Others => Active - Students - Teachers;

    public int Active => Rows.Count(row => row.IsActive);

    public int Suspended => Rows.Length - Active;

    public int Classes => Rows.Where(row => row is { IsActive: true, IsStudent: true, Class.Length: > 0 }).Select(row => row.Class).Distinct(StringComparer.Ordinal).Count();

    public int Count(TermChange change) => Rows.Count(row => row.Change == change);

    /// <summary>Units by level, the Sở last, each level by name.</summary>
    public static ImmutableArray<SchoolSummary> Of(IEnumerable<AccountRow> rows) =>
    [
        .. rows.GroupBy(row => row.UnitCode, StringComparer.Ordinal)
            .Select(unit => new SchoolSummary(unit.Key, unit.First().UnitName, unit.First().UnitKind, [.. unit]))
            .OrderBy(unit => SchoolLevel.Of(unit.Kind).Order)
            .ThenByDescending(unit => unit.Active)
            .ThenBy(unit => unit.Code, StringComparer.Ordinal),
    ];
}
