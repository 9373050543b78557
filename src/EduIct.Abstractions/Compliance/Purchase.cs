using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>Something to buy or set up.</summary>
/// <param name="Item">What.</param>
/// <param name="Quantity">How many; above 0.</param>
public sealed record Purchase(NeededItem Item, long Quantity);
