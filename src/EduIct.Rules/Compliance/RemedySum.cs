using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>Remedies summed up the tree of units.</summary>
public sealed class RemedySum
{
    private readonly Dictionary<string, Dictionary<NeededItem, long>> _below = new(StringComparer.Ordinal);
    private readonly Dictionary<NeededItem, long> _all = [];

    /// <summary>Sums the remedies of all units of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at between units.</param>
    public static RemedySum Of(ComplianceReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var sum = new RemedySum();
        for (int row = 0; row < report.Facts.Units.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum.Add(report.Facts, row, report.RemedyOf(row));
        }

        return sum;
    }

    /// <summary>What all units together need, by id of the item.</summary>
    public ImmutableArray<Purchase> All => Sorted(_all);

    /// <summary>The units below which, or at which, something is needed, by code.</summary>
    public IEnumerable<string> Units => _below.Keys.Order(StringComparer.Ordinal);

    /// <summary>What a unit and all below it need.</summary>
    /// <param name="code">Its code.</param>
    public ImmutableArray<Purchase> Below(string code) => _below.TryGetValue(code, out Dictionary<NeededItem, long>? items) ? Sorted(items) : [];

    private void Add(FactTable facts, int row, Remedy remedy)
    {
        if (remedy.Purchases.IsEmpty)
        {
            return;
        }

        Add(_all, remedy);
        var seen = new HashSet<string>(StringComparer.Ordinal); // a circle of parents ends
        for (string? code = facts.Units[row].Code; code is not null && seen.Add(code); code = facts.TryFindRow(code, out int at) ? facts.Units[at].Parent : null)
        {
            if (!_below.TryGetValue(code, out Dictionary<NeededItem, long>? items))
            {
                _below.Add(code, items = []);
            }

            Add(items, remedy);
        }
    }

    private static void Add(Dictionary<NeededItem, long> items, Remedy remedy)
    {
        foreach (Purchase purchase in remedy.Purchases)
        {
            items[purchase.Item] = items.GetValueOrDefault(purchase.Item) + purchase.Quantity;
        }
    }

    private static ImmutableArray<Purchase> Sorted(Dictionary<NeededItem, long> items) =>
        [.. items.OrderBy(pair => pair.Key.Id, StringComparer.Ordinal).Select(pair => new Purchase(pair.Key, pair.Value))];
}
