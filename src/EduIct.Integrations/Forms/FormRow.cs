using System.Collections.Immutable;
using EduIct.Compliance;
using EduIct.Expressions;
using EduIct.Facts;

namespace EduIct.Forms;

/// <summary>A row of a form: a unit, what is known of it, and what it needs.</summary>
public sealed class FormRow
{
    /// <summary>A row.</summary>
    /// <param name="unit">The unit; its code and its name are written.</param>
    /// <param name="factOf">The value of a fact by its id, as <see cref="FactTable"/> has them; null where it is not known. Asked once for each fact of the form.</param>
    public FormRow(FactUnit unit, Func<string, CelValue?> factOf)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(factOf);
        Unit = unit;
        FactOf = factOf;
    }

    /// <summary>The unit.</summary>
    public FactUnit Unit { get; }

    /// <summary>The value of a fact by its id.</summary>
    public Func<string, CelValue?> FactOf { get; }

    /// <summary>What it has to buy or set up; empty for nothing, and where nobody asked.</summary>
    public ImmutableArray<Purchase> Needs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The group in which it stands; null for none. Rows of a group follow each other.</summary>
    public FormGroup? Group { get; init; }
}
