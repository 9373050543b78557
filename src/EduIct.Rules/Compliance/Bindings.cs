using System.Collections.Immutable;
using EduIct.Expressions;

namespace EduIct.Compliance;

/// <summary>Which rows of a table each rule binds. Rules that bind the same share one place; where another pack's rule stands in the place of one, that one
/// binds nobody whom the other binds, and has a place of its own. Immutable.</summary>
internal sealed class Bindings
{
    private readonly List<(RowBinding Binding, bool IsRefined)> _places = [];
    private readonly int[] _placeOf;
    private readonly List<(int Refining, int Refined)> _refinements = [];
    private readonly Range[] _blocks;

    public Bindings(ImmutableArray<Rule> rules, RowMasks masks)
    {
        var refined = rules.Select(rule => rule.Requirement.Provision.Refines).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var refinedAt = new Dictionary<string, int>(StringComparer.Ordinal);
        _placeOf = new int[rules.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            RowBinding binding = masks.Of(rules[i].Directive, rules[i].Requirement.Provision.Binds);
            bool isRefined = refined.Contains(rules[i].Requirement.Id);
            int place = isRefined ? -1 : _places.FindIndex(shared => !shared.IsRefined && shared.Binding.IsSame(binding));
            if (place < 0)
            {
                place = _places.Count;
                _places.Add((binding, isRefined));
            }

            _placeOf[i] = place;
            if (isRefined)
            {
                refinedAt.Add(rules[i].Requirement.Id, place);
            }
        }

        for (int i = 0; i < rules.Length; i++)
        {
            // Else the refined pack is not among those that were asked for.
            if (rules[i].Requirement.Provision.Refines is { } other && refinedAt.TryGetValue(other, out int place))
            {
                _refinements.Add((_placeOf[i], place));
            }
        }

        _blocks = Blocks(masks.Words / CelColumn.BlockWords);
    }

    /// <summary>Room for the bits of some words.</summary>
    public ulong[][] Room(int words) => [.. _places.Select(_ => new ulong[words])];

    /// <summary>The place of a rule's bits in the room.</summary>
    public int PlaceOf(int rule) => _placeOf[rule];

    /// <summary>From the first block with a row that is bound, or of which that is open, to the last.</summary>
    public Range BlocksOf(int rule) => _blocks[_placeOf[rule]];

    /// <summary>Takes the rows that are bound as to kind and place, and those of which that is open; as many words as there is room for.</summary>
    public void Fill(int firstWord, ulong[][] bound, ulong[][] open)
    {
        for (int place = 0; place < bound.Length; place++)
        {
            _places[place].Binding.Fill(firstWord, bound[place], open[place]);
        }

        foreach ((int refining, int refined) in _refinements)
        {
            for (int word = 0; word < bound[refined].Length; word++)
            {
                ulong taken = bound[refining][word], perhaps = open[refining][word];
                open[refined][word] = (open[refined][word] | (bound[refined][word] & perhaps)) & ~taken;
                bound[refined][word] &= ~(taken | perhaps);
            }
        }
    }

    /// <summary>How one row stands to a rule.</summary>
    public (bool IsBound, bool IsOpen) Of(int rule, int row)
    {
        ulong[][] bound = Room(1), open = Room(1);
        Fill(row >> 6, bound, open);
        int place = _placeOf[rule];
        return ((bound[place][0] >> row & 1) != 0, (open[place][0] >> row & 1) != 0);
    }

    private Range[] Blocks(int count)
    {
        var blocks = new Range[_places.Count];
        ulong[][] bound = Room(CelColumn.BlockWords), open = Room(CelColumn.BlockWords);
        for (int block = 0; block < count; block++)
        {
            Fill(block * CelColumn.BlockWords, bound, open);
            for (int place = 0; place < blocks.Length; place++)
            {
                if (bound[place].AsSpan().ContainsAnyExcept(0ul) || open[place].AsSpan().ContainsAnyExcept(0ul))
                {
                    blocks[place] = blocks[place].Equals(default) ? block..(block + 1) : blocks[place].Start..(block + 1);
                }
            }
        }

        return blocks;
    }
}
