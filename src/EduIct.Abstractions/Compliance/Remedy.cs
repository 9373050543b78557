using System.Collections.Immutable;
using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>The least that a unit has to buy or set up to meet all that it fails and that can be met so.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Purchases">What to buy, by id of the item; empty for nothing.</param>
public sealed record Remedy(string Unit, ImmutableArray<Purchase> Purchases)
{
    /// <summary>What the purchases bring the unit to meet.</summary>
    public ImmutableArray<Requirement> Met { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What it fails and for which no remedy is computed: the directive names nothing to buy, or facts are missing, or what it names is not enough.</summary>
    public ImmutableArray<Requirement> WithoutRemedy { get; init => field = value.IsDefault ? [] : value; } = [];
}
