using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Units;

/// <summary>Everything that keeps units from being a tree on every day. Nothing here recurses or multiplies paths: the input may be hostile.</summary>
internal sealed class UnitTreeCheck
{
    // A cycle of ten thousand members is told by its first ones.
    private const int NamedMembers = 20;

    private readonly ImmutableArray<Unit> _units;
    private readonly int _known;
    private readonly string _source;
    private readonly Dictionary<UnitCode, List<int>> _lives = [];
    private readonly List<(int Position, Issue Issue)> _faults = [];

    private UnitTreeCheck(ImmutableArray<Unit> units, int known, string source)
    {
        _units = units;
        _known = known;
        _source = source;
    }

    /// <summary>Finds every fault.</summary>
    /// <param name="units">The units.</param>
    /// <param name="known">How many at the front are from a tree that is good already; places count from the next.</param>
    /// <param name="source">Name of the others' source.</param>
    public static ImmutableArray<Issue> Run(ImmutableArray<Unit> units, int known, string source)
    {
        var check = new UnitTreeCheck(units, known, source);
        check.CheckCodes();
        for (int index = known; index < units.Length; index++)
        {
            check.CheckParents(index);
            check.CheckEnd(index);
        }

        check.CheckCycles();
        return [.. check._faults.OrderBy(fault => fault.Position).Select(fault => fault.Issue)];
    }

    // Leaves in _lives, for each code, the lives that together cover every day of it, by beginning and by end: what the other checks find units by.
    private void CheckCodes()
    {
        foreach (IGrouping<UnitCode, int> code in Enumerable.Range(0, _units.Length).GroupBy(index => _units[index].Code))
        {
            List<int> lives = [];
            foreach (int index in code.OrderBy(index => First(_units[index].Existed)))
            {
                if (lives is [.., int before] && _units[before].Existed.Overlaps(_units[index].Existed))
                {
                    // The later in the input is the one too many, whichever began first; what is known already is never to blame.
                    Unit other = _units[Math.Min(before, index)];
                    Add(
                        Math.Max(before, index),
                        "unit.duplicate-code",
                        $"Mã {other.Code} cũng là của '{other.Name}' ({other.Existed}).",
                        $"The code {other.Code} is also that of '{other.Name}' ({other.Existed}).");
                }

                if (lives.Count == 0 || Last(_units[index].Existed) > Last(_units[lives[^1]].Existed))
                {
                    lives.Add(index);
                }
            }

            _lives.Add(code.Key, lives);
        }
    }

    private void CheckParents(int index)
    {
        Unit unit = _units[index];
        LocalDate? taken = null;
        foreach (UnitParent link in unit.Parents.OrderBy(link => First(link.During)))
        {
            DateSpan during = link.During;
            if (taken >= First(during))
            {
                Add(
                    index,
                    "unit.overlapping-parents",
                    $"{unit} có hai đơn vị cấp trên cùng lúc ({during}).",
                    $"{unit} has two parents at once ({during}).");
            }

            taken = taken > Last(during) ? taken : Last(during);
            if (!unit.Existed.Covers(during))
            {
                Add(
                    index,
                    "unit.parent-outside-life",
                    $"{unit} có cấp trên trong thời gian nó không tồn tại ({during}).",
                    $"{unit} has a parent while it does not exist ({during}).");
            }

            if (!_lives.TryGetValue(link.Parent, out List<int>? lives))
            {
                Add(index, "unit.orphan", $"{unit}: không có đơn vị {link.Parent}.", $"{unit}: there is no unit {link.Parent}.");
            }
            else if (unit.Existed.Overlaps(during) && FirstUncovered(unit.Existed.Intersect(during), lives) is { } missing)
            {
                // On days on which the unit itself is not there, the link is outside its life and nothing else.
                Add(
                    index,
                    "unit.orphan",
                    $"{unit}: {link.Parent} không tồn tại suốt {during} (từ {missing}).",
                    $"{unit}: {link.Parent} does not exist throughout {during} (from {missing}).");
            }
        }
    }

    private void CheckEnd(int index)
    {
        Unit unit = _units[index];
        if (unit.Successor is { } successor
            && (unit.Existed.Until is not { } end || end == LocalDate.MaxIsoValue || Holder(successor, end.PlusDays(1)) is null))
        {
            Add(
                index,
                "unit.unknown-successor",
                $"{unit}: không có đơn vị kế thừa {successor} vào ngày sau khi kết thúc.",
                $"{unit}: there is no successor {successor} on the day after its end.");
        }

        if (unit.Kind == UnitKind.Division && Last(unit.Existed) > UnitTree.LastDayOfDivisions)
        {
            Add(
                index,
                "unit.division-after-2025",
                $"{unit}: không còn phòng giáo dục và đào tạo nào sau ngày 30/6/2025 ({unit.Existed}).",
                $"{unit}: there is no division of the district level after 30 June 2025 ({unit.Existed}).");
        }
    }

    // A cycle begins on a day on which one of its links begins, so it is enough to climb from each link on its first day. On one day nothing is
    // climbed twice.
    private void CheckCycles()
    {
        List<(LocalDate Day, int Index)> starts = [];
        for (int index = _known; index < _units.Length; index++)
        {
            Unit unit = _units[index];
            starts.AddRange(unit.Parents
                .Where(link => link.During.Overlaps(unit.Existed))
                .Select(link => (First(link.During.Intersect(unit.Existed)), index)));
        }

        int[] climbed = new int[_units.Length];
        int[] depth = new int[_units.Length];
        int round = 0;
        foreach (IGrouping<LocalDate, (LocalDate Day, int Index)> day in starts.OrderBy(start => start.Day).GroupBy(start => start.Day))
        {
            round++;
            foreach ((_, int index) in day)
            {
                if (climbed[index] != round)
                {
                    Climb(index, day.Key, climbed, round, depth);
                }
            }
        }
    }

    private void Climb(int start, LocalDate day, int[] climbed, int round, int[] depth)
    {
        List<(int Index, IEnumerator<int> Above)> path = [];
        Enter(start);
        while (path.Count > 0)
        {
            (int index, IEnumerator<int> above) = path[^1];
            if (!above.MoveNext())
            {
                depth[index] = 0;
                path.RemoveAt(path.Count - 1);
            }
            else if (climbed[above.Current] != round)
            {
                Enter(above.Current);
            }
            else if (depth[above.Current] is > 0 and int first)
            {
                TellCycle([.. path.Skip(first - 1).Select(step => step.Index)], day);
            }
        }

        void Enter(int index)
        {
            climbed[index] = round;
            path.Add((index, Above(index, day).GetEnumerator()));
            depth[index] = path.Count;
        }
    }

    private void TellCycle(ImmutableArray<int> members, LocalDate day)
    {
        // One that was there the day before has been told on its first day.
        if (day > LocalDate.MinIsoValue
            && Enumerable.Range(0, members.Length).All(step => Above(members[step], day.PlusDays(-1)).Contains(members[(step + 1) % members.Length])))
        {
            return;
        }

        int first = members.IndexOf(members.Min());
        IEnumerable<Unit> named = Enumerable.Range(first, Math.Min(members.Length, NamedMembers)).Select(step => _units[members[step % members.Length]]);
        string more = members.Length > NamedMembers ? $" → … ({members.Length})" : "";
        string chain = $"{string.Join(" → ", named)}{more} → {_units[members[first]]}";
        string since = day == LocalDate.MinIsoValue ? ".." : new DateSpan(day, null).ToString();
        Add(
            members[first],
            "unit.cycle",
            $"Các đơn vị nằm dưới chính mình ({since}): {chain}.",
            $"Units that stand below themselves ({since}): {chain}.");
    }

    private IEnumerable<int> Above(int index, LocalDate day)
    {
        Unit unit = _units[index];
        return unit.Existed.Contains(day)
            ? unit.Parents.Where(link => link.During.Contains(day)).Select(link => Holder(link.Parent, day)).OfType<int>()
            : [];
    }

    private int? Holder(UnitCode code, LocalDate day)
    {
        if (!_lives.TryGetValue(code, out List<int>? lives) || FirstNotEndedBefore(lives, day) is var at && at == lives.Count)
        {
            return null;
        }

        return _units[lives[at]].Existed.Contains(day) ? lives[at] : null;
    }

    // From the first day of the span on which none of the lives was; null where every day is covered.
    private DateSpan? FirstUncovered(DateSpan span, List<int> lives)
    {
        LocalDate day = First(span);
        for (int at = FirstNotEndedBefore(lives, day); at < lives.Count && First(_units[lives[at]].Existed) <= day; at++)
        {
            LocalDate end = Last(_units[lives[at]].Existed);
            if (end >= Last(span))
            {
                return null;
            }

            day = end.PlusDays(1);
        }

        return new DateSpan(day == LocalDate.MinIsoValue ? null : day, span.Until);
    }

    private int FirstNotEndedBefore(List<int> lives, LocalDate day)
    {
        int low = 0;
        for (int high = lives.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (Last(_units[lives[middle]].Existed) < day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Add(int index, string code, string vi, string en) =>
        _faults.Add((index, new Issue(code, new SourcePlace(_source, index - _known + 1), new LocalizedText(vi, en))));

    private static LocalDate First(DateSpan span) => span.From ?? LocalDate.MinIsoValue;

    private static LocalDate Last(DateSpan span) => span.Until ?? LocalDate.MaxIsoValue;
}
