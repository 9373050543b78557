using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Units;

/// <summary>
/// Units and how they stand under each other, by date. Every question asks about a day: parents change, divisions end, provinces merge, and a
/// code that is free again may be given to another unit.
/// </summary>
public sealed class UnitTree
{
    private readonly FrozenDictionary<UnitCode, ImmutableArray<Unit>> _byCode;
    private readonly FrozenDictionary<UnitCode, ImmutableArray<Unit>> _children;
    private readonly FrozenDictionary<string, ImmutableArray<Unit>> _bySlug;

    private UnitTree(ImmutableArray<Unit> units)
    {
        Units = units;
        _byCode = Group(units.Select(unit => (unit.Code, unit)));
        _children = Group(units.SelectMany(unit => unit.Parents.Select(link => link.Parent).Distinct().Select(parent => (parent, unit))));
        _bySlug = units.GroupBy(unit => unit.Slug, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All units of all times, in the order in which they were given.</summary>
    public ImmutableArray<Unit> Units { get; }

    /// <summary>
    /// Last day of the divisions of the district level (Phòng): the level ended with 30 June 2025 (Law 72/2025/QH15 on the organisation of local
    /// government). No tree has a division after it.
    /// </summary>
    public static LocalDate LastDayOfDivisions { get; } = new(2025, 6, 30);

    /// <summary>
    /// Makes a tree, or tells every fault: two units of one code on a day (<c>unit.duplicate-code</c>), two parents on a day
    /// (<c>unit.overlapping-parents</c>), a link on days on which the unit did not exist (<c>unit.parent-outside-life</c>) or its parent did not
    /// (<c>unit.orphan</c>), units below themselves on any day (<c>unit.cycle</c>, which names its members), a successor that does not exist on the
    /// day after the end (<c>unit.unknown-successor</c>), a division after <see cref="LastDayOfDivisions"/> (<c>unit.division-after-2025</c>).
    /// </summary>
    /// <param name="units">The units, in any order.</param>
    /// <param name="source">Name of where they come from, for the places of faults; the line of a place is the unit's position, from 1.</param>
    /// <exception cref="ArgumentException">One of the units is null.</exception>
    public static UnitTreeResult Create(IEnumerable<Unit> units, string source) => Create([], units, source);

    /// <summary>This tree with more units, or every fault of theirs: a vendor's schools below <c>VietnamUnits.Tree</c>. This tree stays as it is.</summary>
    /// <param name="units">The further units, in any order; their parents and successors may be in this tree.</param>
    /// <param name="source">Name of where they come from; places count the further units only, from 1.</param>
    /// <exception cref="ArgumentException">One of the units is null.</exception>
    public UnitTreeResult With(IEnumerable<Unit> units, string source) => Create(Units, units, source);

    /// <summary>The unit that had a code on a day, or null.</summary>
    public Unit? Find(UnitCode code, LocalDate day) => First(_byCode, code, day);

    /// <summary>All units that ever had a code, in the order in which they were given; empty where nobody had.</summary>
    public ImmutableArray<Unit> LivesOf(UnitCode code) => _byCode.GetValueOrDefault(code, []);

    /// <summary>The unit of a slug on a day, without regard to case, or null; where several bear it, the first.</summary>
    /// <param name="slug">The slug, e.g. <c>BenTre</c>.</param>
    /// <param name="day">The day.</param>
    /// <param name="kind">Only a unit of this kind; null: of any. Schools are often namesakes of each other and of their province.</param>
    public Unit? FindBySlug(string slug, LocalDate day, UnitKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return _bySlug.TryGetValue(slug, out ImmutableArray<Unit> named)
            ? named.FirstOrDefault(unit => unit.Existed.Contains(day) && (kind is null || unit.Kind == kind))
            : null;
    }

    /// <summary>The units of a day.</summary>
    public IEnumerable<Unit> On(LocalDate day) => Units.Where(unit => unit.Existed.Contains(day));

    /// <summary>The units of a day that stand under none.</summary>
    public IEnumerable<Unit> RootsOn(LocalDate day) => On(day).Where(unit => unit.ParentOn(day) is null);

    /// <summary>The unit above on a day; null for a root, and for a unit that did not exist.</summary>
    public Unit? ParentOf(UnitCode code, LocalDate day) => Find(code, day)?.ParentOn(day) is { } parent ? Find(parent, day) : null;

    /// <summary>The units above on a day, the nearest first.</summary>
    public IEnumerable<Unit> AncestorsOf(UnitCode code, LocalDate day)
    {
        for (Unit? above = ParentOf(code, day); above is not null; above = ParentOf(above.Code, day))
        {
            yield return above;
        }
    }

    /// <summary>The units directly below on a day.</summary>
    public IEnumerable<Unit> ChildrenOf(UnitCode code, LocalDate day) =>
        Find(code, day) is not null && _children.TryGetValue(code, out ImmutableArray<Unit> children)
            ? children.Where(unit => unit.Existed.Contains(day) && unit.ParentOn(day) == code)
            : [];

    /// <summary>All units below on a day, parents before children.</summary>
    public IEnumerable<Unit> DescendantsOf(UnitCode code, LocalDate day)
    {
        var waiting = new Queue<UnitCode>([code]);
        while (waiting.TryDequeue(out UnitCode above))
        {
            foreach (Unit child in ChildrenOf(above, day))
            {
                yield return child;
                waiting.Enqueue(child.Code);
            }
        }
    }

    /// <summary>Whether a unit is another, or stands below it, on a day.</summary>
    public bool IsWithin(UnitCode code, UnitCode ancestor, LocalDate day) => code == ancestor || AncestorsOf(code, day).Any(unit => unit.Code == ancestor);

    /// <summary>
    /// The unit that stands for a unit of an earlier day on a later one: the unit itself while it exists, else who took over, over as many mergers as
    /// there were.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="then">The day on which the unit had it.</param>
    /// <param name="later">The later day.</param>
    /// <returns>The unit; null where there was none, or nobody took over.</returns>
    public Unit? SuccessorOf(UnitCode code, LocalDate then, LocalDate later)
    {
        Unit? unit = Find(code, then);
        while (unit is not null && !unit.Existed.Contains(later))
        {
            if (unit.Successor is not { } successor || unit.Existed.Until is not { } end || end >= later)
            {
                return null;
            }

            unit = Find(successor, end.PlusDays(1));
        }

        return unit;
    }

    private static UnitTreeResult Create(ImmutableArray<Unit> known, IEnumerable<Unit> units, string source)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(source);
        ImmutableArray<Unit> all = [.. known, .. units];
        if (all.Contains(null!))
        {
            throw new ArgumentException("One of the units is null.", nameof(units));
        }

        ImmutableArray<Issue> issues = UnitTreeCheck.Run(all, known.Length, source);
        return new UnitTreeResult(issues.IsEmpty ? new UnitTree(all) : null, issues);
    }

    private static FrozenDictionary<UnitCode, ImmutableArray<Unit>> Group(IEnumerable<(UnitCode Code, Unit Unit)> pairs) =>
        pairs.GroupBy(pair => pair.Code, pair => pair.Unit).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());

    private static Unit? First(FrozenDictionary<UnitCode, ImmutableArray<Unit>> index, UnitCode code, LocalDate day) =>
        index.TryGetValue(code, out ImmutableArray<Unit> units) ? units.FirstOrDefault(unit => unit.Existed.Contains(day)) : null;
}
