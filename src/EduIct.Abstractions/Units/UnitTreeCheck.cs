using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Units;

/// <summary>Everything that keeps units from being a tree on every day.</summary>
internal sealed class UnitTreeCheck
{
    private readonly ImmutableArray<Unit> _units;
    private readonly string _source;
    private readonly Dictionary<UnitCode, List<Unit>> _byCode;
    private readonly ImmutableArray<Issue>.Builder _issues = ImmutableArray.CreateBuilder<Issue>();

    private UnitTreeCheck(ImmutableArray<Unit> units, string source)
    {
        _units = units;
        _source = source;
        _byCode = units.GroupBy(unit => unit.Code).ToDictionary(group => group.Key, group => group.ToList());
    }

    public static ImmutableArray<Issue> Run(ImmutableArray<Unit> units, string source)
    {
        var check = new UnitTreeCheck(units, source);
        foreach ((int index, Unit unit) in units.Index())
        {
            check.Check(unit, index + 1);
        }

        return check._issues.ToImmutable();
    }

    private void Check(Unit unit, int position)
    {
        foreach (Unit other in _byCode[unit.Code].TakeWhile(other => !ReferenceEquals(other, unit)).Where(other => other.Existed.Overlaps(unit.Existed)))
        {
            Add(position, "unit.duplicate-code", $"Mã {unit.Code} cũng là của '{other.Name}' ({other.Existed}).", $"The code {unit.Code} is also that of '{other.Name}' ({other.Existed}).");
        }

        foreach ((int index, UnitParent link) in unit.Parents.Index())
        {
            if (unit.Parents.Take(index).Any(earlier => earlier.During.Overlaps(link.During)))
            {
                Add(position, "unit.overlapping-parents", $"{unit} có hai đơn vị cấp trên cùng lúc ({link.During}).", $"{unit} has two parents at once ({link.During}).");
            }

            if (!unit.Existed.Covers(link.During) && unit.Existed != DateSpan.Always)
            {
                Add(position, "unit.parent-outside-life", $"{unit} có cấp trên trong thời gian nó không tồn tại ({link.During}).", $"{unit} has a parent while it does not exist ({link.During}).");
            }

            if (!_byCode.TryGetValue(link.Parent, out List<Unit>? parents))
            {
                Add(position, "unit.orphan", $"{unit}: không có đơn vị {link.Parent}.", $"{unit}: there is no unit {link.Parent}.");
            }
            else if (FirstUncovered(link.During, parents) is { } missing)
            {
                Add(position, "unit.orphan", $"{unit}: {link.Parent} không tồn tại suốt {link.During} (từ {missing}).", $"{unit}: {link.Parent} does not exist throughout {link.During} (from {missing}).");
            }
        }

        if (unit.Successor is { } successor
            && (unit.Existed.Until is not { } end || !_byCode.TryGetValue(successor, out List<Unit>? takers) || !takers.Exists(taker => taker.Existed.Contains(end.PlusDays(1)))))
        {
            Add(position, "unit.unknown-successor", $"{unit}: không có đơn vị kế thừa {successor} vào ngày sau khi kết thúc.", $"{unit}: there is no successor {successor} on the day after its end.");
        }

        if (unit.Parents.Any(link => Reaches(link, unit, DateSpan.Always, [])))
        {
            Add(position, "unit.cycle", $"{unit} nằm dưới chính nó.", $"{unit} stands below itself.");
        }
    }

    // The first day of the span on which none of the units exists; "always" where it has no beginning.
    private static string? FirstUncovered(DateSpan span, List<Unit> units)
    {
        LocalDate? day = span.From;
        bool fromAlways = day is null;
        while (true)
        {
            Unit? holder = units.Find(unit => fromAlways ? unit.Existed.From is null : unit.Existed.Contains(day!.Value));
            if (holder is null)
            {
                return new DateSpan(day, null).ToString();
            }

            if (holder.Existed.Until is not { } end || (span.Until is { } until && end >= until))
            {
                return null;
            }

            day = end.PlusDays(1);
            fromAlways = false;
        }
    }

    // Climbs as long as there is a day on which the whole chain holds.
    private bool Reaches(UnitParent link, Unit start, DateSpan during, HashSet<UnitCode> climbed)
    {
        if (!during.Overlaps(link.During))
        {
            return false;
        }

        DateSpan common = during.Intersect(link.During);
        if (link.Parent == start.Code)
        {
            return true;
        }

        if (!climbed.Add(link.Parent) || !_byCode.TryGetValue(link.Parent, out List<Unit>? parents))
        {
            return false;
        }

        bool found = parents.SelectMany(parent => parent.Parents).Any(next => Reaches(next, start, common, climbed));
        climbed.Remove(link.Parent);
        return found;
    }

    private void Add(int position, string code, string vi, string en) =>
        _issues.Add(new Issue(code, new SourcePlace(_source, position), new LocalizedText(vi, en)));
}
