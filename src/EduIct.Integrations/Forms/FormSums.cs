using System.Collections.Immutable;

namespace EduIct.Forms;

/// <summary>Sums of what stands in the columns of a form, each fact and item for itself.</summary>
internal sealed class FormSums(ImmutableArray<FormColumnPlan> columns)
{
    private readonly Dictionary<string, long>?[] _sums = new Dictionary<string, long>?[columns.Length];

    public void Add(int column, string part, long quantity)
    {
        Dictionary<string, long> sums = _sums[column] ??= new Dictionary<string, long>(StringComparer.Ordinal);
        sums[part] = sums.GetValueOrDefault(part) + quantity;
    }

    /// <summary>All that a column holds; null where nothing was known.</summary>
    public long? Number(int column) => _sums[column] is { Count: > 0 } sums ? sums.Values.Sum() : null;

    /// <summary>What a column holds by fact or item, in the order in which the form or else the alphabet has them.</summary>
    public IEnumerable<(string Part, long Sum)> Parts(int column) =>
        (_sums[column] ?? []).OrderBy(sum => Math.Max(columns[column].Column.Facts.IndexOf(sum.Key), columns[column].Column.Items.IndexOf(sum.Key)))
            .ThenBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => (sum.Key, sum.Value));

    public void Clear() => Array.Clear(_sums);
}
