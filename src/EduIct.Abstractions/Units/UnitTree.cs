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

    /// <summary>Makes a tree, or tells every fault: duplicate codes and overlapping lives of one code, overlapping parents, links outside a unit's life, orphans, cycles, unknown successors.</summary>
    /// <param name="units">The units.</param>
    /// <param name="source">Name of where they come from, for the places of faults; the line of a place is the unit's position, from 1.</param>
    public static UnitTreeResult Create(IEnumerable<Unit> units, string source)
    {
        ArgumentNullException.ThrowIfNull(units);
        ImmutableArray<Unit> all = [.. units];
        ImmutableArray<Issue> issues = UnitTreeCheck.Run(all, source);
        return new UnitTreeResult(issues.IsEmpty ? new UnitTree(all) : null, issues);
    }

    /// <summary>The unit that had a code on a day, or null.</summary>
    public Unit? Find(UnitCode code, LocalDate day) => First(_byCode, code, day);

    /// <summary>The unit of a slug on a day, without regard to case, or null; where several bear it, the first.</summary>
    public Unit? FindBySlug(string slug, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return _bySlug.TryGetValue(slug, out ImmutableArray<Unit> named) ? named.FirstOrDefault(unit => unit.Existed.Contains(day)) : null;
    }

    /// <summary>The units of a day.</summary>
    public IEnumerable<Unit> On(LocalDate day) => Units.Where(unit => unit.Existed.Contains(day));

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

    /// <summary>The unit that stands for a unit of an earlier day on a later one: the unit itself while it exists, else who took over, over as many mergers as there were.</summary>
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

    private static FrozenDictionary<UnitCode, ImmutableArray<Unit>> Group(IEnumerable<(UnitCode Code, Unit Unit)> pairs) =>
        pairs.GroupBy(pair => pair.Code, pair => pair.Unit).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());

    private static Unit? First(FrozenDictionary<UnitCode, ImmutableArray<Unit>> index, UnitCode code, LocalDate day) =>
        index.TryGetValue(code, out ImmutableArray<Unit> units) ? units.FirstOrDefault(unit => unit.Existed.Contains(day)) : null;
}
