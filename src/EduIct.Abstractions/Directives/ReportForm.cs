using System.Collections.Immutable;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>A form on which units report.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record ReportForm(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Form;

    /// <summary>Its name in the document, e.g. <c>Biểu số 1</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Who fills it in.</summary>
    public ImmutableArray<UnitKind> For { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Its title as it is printed; null where the text gives none.</summary>
    public string? Heading { get; init; }

    /// <summary>What stands before the name of the unit that reports, e.g. <c>Phòng GD&amp;ĐT</c>; null where the text has no such line.</summary>
    public string? Reporter { get; init; }

    /// <summary>The post that signs, as it is printed, e.g. <c>TRƯỞNG PHÒNG</c>; null where the text names none.</summary>
    public string? Signer { get; init; }

    /// <summary>Its columns from left to right.</summary>
    public required ImmutableArray<FormColumn> Columns { get; init; }

    /// <summary>The rows that are printed in it; empty for none.</summary>
    public ImmutableArray<string> Rows { get; init => field = value.IsDefault ? [] : value; } = [];
}
