using System.Collections.Immutable;
using EduIct.Facts;

namespace EduIct.Forms;

/// <summary>What a returned form says of a unit.</summary>
/// <param name="Unit">The unit; its name stands for its code where the form has none.</param>
/// <param name="Values">What it reports.</param>
public sealed record FormReadRow(FactUnit Unit, ImmutableArray<FormReadValue> Values);
