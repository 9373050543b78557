using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Units;
using NodaTime;

namespace EduIct.Planning;

/// <summary>
/// Whether a unit is one of those that a policy names, or stands below one. A unit that the roster does not describe is in: whoever hands
/// over people without a tree of units speaks for all of them.
/// </summary>
internal sealed class UnitMatch
{
    private readonly FrozenSet<string> _named;
    private readonly IReadOnlyDictionary<UnitCode, Unit> _units;
    private readonly LocalDate _day;
    private readonly Dictionary<UnitCode, bool> _known = [];

    public UnitMatch(ImmutableArray<string> named, IReadOnlyDictionary<UnitCode, Unit> units, LocalDate day)
    {
        _named = named.IsDefault ? [] : named.ToFrozenSet(StringComparer.Ordinal);
        _units = units;
        _day = day;
    }

    public bool Includes(UnitCode code)
    {
        if (_named.Count == 0)
        {
            return true;
        }

        if (!_known.TryGetValue(code, out bool included))
        {
            included = Climb(code);
            _known[code] = included;
        }

        return included;
    }

    private bool Climb(UnitCode start)
    {
        UnitCode code = start;

        // A tree that was never checked may have a cycle; no unit stands deeper than there are units.
        for (int height = 0; height <= _units.Count; height++)
        {
            if (_named.Contains(code.Value) || _named.Contains(code.ToString()))
            {
                return true;
            }

            if (!_units.TryGetValue(code, out Unit? unit))
            {
                return height == 0;
            }

            if (unit.ParentOn(_day) is not { } parent)
            {
                return false;
            }

            code = parent;
        }

        return false;
    }
}
