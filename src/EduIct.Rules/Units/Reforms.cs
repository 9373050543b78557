using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Units;

/// <summary>
/// Carries units over the end of the divisions and the mergers of provinces: a vendor's tables know who stands under whom, not what was reformed when.
/// </summary>
internal sealed class Reforms
{
    private readonly UnitTree _country;
    private readonly ILookup<UnitCode, Unit> _own;

    private Reforms(UnitTree country, IEnumerable<Unit> own)
    {
        _country = country;
        _own = own.ToLookup(unit => unit.Code);
    }

    public static ImmutableArray<Unit> Follow(ImmutableArray<Unit> units, UnitTree country)
    {
        // Divisions first: which Sở takes their schools depends on where mergers have carried the divisions themselves.
        var before = new Reforms(country, units);
        ImmutableArray<Unit> ended = [.. units.Select(unit => unit.Kind == UnitKind.Division ? End(before.Carry(unit), before) : unit)];
        var after = new Reforms(country, ended);
        return [.. ended.Select(after.Carry)];
    }

    // A division that is said to begin later is a fault of the data, left for the tree to tell.
    private static Unit End(Unit division, Reforms before)
    {
        LocalDate last = UnitTree.LastDayOfDivisions;
        return !division.Existed.Contains(last)
            ? division
            : division with
            {
                Existed = UntilAtMost(division.Existed, last),
                Parents = [.. division.Parents.Where(link => !(link.During.From > last)).Select(link => link with { During = UntilAtMost(link.During, last) })],
                Successor = (division.Existed.Until == last ? division.Successor : null)
                    ?? (division.ParentOn(last) is { } above ? before.OnNextDay(above, last) : null),
            };
    }

    private UnitCode? OnNextDay(UnitCode code, LocalDate day)
    {
        UnitCode next = Life(code, day) is { Successor: { } successor, Existed.Until: { } end } && end == day ? successor : code;
        return Life(next, day.PlusDays(1))?.Code;
    }

    private Unit Carry(Unit unit) => unit with { Parents = [.. unit.Parents.SelectMany(link => Carry(link, unit))] };

    // The link as far as the parent lives, then from life to life of those that took over.
    private List<UnitParent> Carry(UnitParent link, Unit unit)
    {
        List<UnitParent> links = [];
        (UnitCode code, LocalDate? from, LocalDate? until) = (link.Parent, link.During.From, link.During.Until);
        if (from is { } first && Life(code, first) is null && LastEndedBefore(code, first) is { } ended)
        {
            // Data of today that still name a parent of before.
            if (ended.Successor is null && ended.Kind == UnitKind.Division)
            {
                return links;
            }

            code = HeirOf(ended, first) ?? code;
        }

        LocalDate? saidNext = unit.Parents.Select(other => other.During.From).Where(day => day is not null && (from is null || day > from)).Min();
        while (Life(code, from ?? unit.Existed.From) is { Existed.Until: { } end } parent && end < LocalDate.MaxIsoValue && !(until <= end))
        {
            if (parent.Successor is not { } successor)
            {
                // A division that nobody took over leaves its schools as roots; any other parent that ends so is for the tree to tell.
                until = parent.Kind == UnitKind.Division ? end : until;
                break;
            }

            Add(code, end);
            LocalDate next = end.PlusDays(1);
            if (saidNext <= next)
            {
                // The data say themselves who comes next.
                return links;
            }

            until = saidNext is { } day && !(until < day) ? day.PlusDays(-1) : until;
            (code, from) = (successor, next);
        }

        Add(code, until);
        return links;

        void Add(UnitCode parent, LocalDate? last)
        {
            if (links is [.., { } before] && before.Parent == parent)
            {
                links[^1] = before with { During = new DateSpan(before.During.From, last) };
            }
            else
            {
                links.Add(new UnitParent(parent, new DateSpan(from, last)));
            }
        }
    }

    private Unit? LastEndedBefore(UnitCode code, LocalDate day) =>
        _own[code].Concat(_country.LivesOf(code)).Where(life => life.Existed.Until < day).MaxBy(life => life.Existed.Until);

    private UnitCode? HeirOf(Unit ended, LocalDate day)
    {
        Unit? life = ended;
        while (life is { Successor: { } successor, Existed.Until: { } end } && end < day)
        {
            life = Life(successor, end.PlusDays(1));
        }

        return life is not null && life.Existed.Contains(day) ? life.Code : null;
    }

    private Unit? Life(UnitCode code, LocalDate? day) => day is { } known
        ? _own[code].FirstOrDefault(life => life.Existed.Contains(known)) ?? _country.Find(code, known)
        : _own[code].FirstOrDefault(life => life.Existed.From is null);

    private static DateSpan UntilAtMost(DateSpan span, LocalDate last) => span.Until <= last ? span : new DateSpan(span.From, last);
}
