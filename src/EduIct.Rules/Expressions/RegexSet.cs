using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>A set of code points: ranges, Unicode categories, and sets that are excluded as a whole.</summary>
internal sealed class RegexSet(bool ignoreCase)
{
    private readonly List<(int Low, int High)> _ranges = [];
    private readonly List<(int Categories, bool Excluded)> _categories = [];
    private readonly List<RegexSet> _excluded = [];

    internal bool IsNegated { get; set; }

    internal RegexSet Add(int low, int high)
    {
        _ranges.Add((low, high));
        return this;
    }

    internal void Add(RegexSet other)
    {
        if (other.IsNegated)
        {
            _excluded.Add(other);
            return;
        }

        _ranges.AddRange(other._ranges);
        _categories.AddRange(other._categories);
        _excluded.AddRange(other._excluded);
    }

    /// <summary>Adds the categories whose bit is set.</summary>
    internal RegexSet AddCategories(int bits, bool excluded)
    {
        _categories.Add((bits, excluded));
        return this;
    }

    internal bool Contains(int point) => Has(point) != IsNegated;

    private bool Has(int point)
    {
        if (HasExactly(point))
            return true;
        if (!ignoreCase || !Rune.TryCreate(point, out Rune rune))
            return false;
        Rune lower = Rune.ToLowerInvariant(rune), upper = Rune.ToUpperInvariant(rune);
        return HasExactly(lower.Value) || HasExactly(upper.Value)
            || HasExactly(Rune.ToLowerInvariant(upper).Value) || HasExactly(Rune.ToUpperInvariant(lower).Value);
    }

    private bool HasExactly(int point)
    {
        foreach ((int low, int high) in _ranges)
            if (point >= low && point <= high)
                return true;
        foreach ((int bits, bool excluded) in _categories)
            if ((bits >> (int)CharUnicodeInfo.GetUnicodeCategory(point) & 1) == (excluded ? 0 : 1))
                return true;
        foreach (RegexSet other in _excluded)
            if (other.Contains(point))
                return true;
        return false;
    }
}
