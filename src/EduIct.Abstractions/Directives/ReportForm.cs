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

    /// <summary>Its columns from left to right.</summary>
    public required ImmutableArray<FormColumn> Columns { get; init; }

    /// <summary>The rows that are printed in it; empty for none.</summary>
    public ImmutableArray<string> Rows { get; init => field = value.IsDefault ? [] : value; } = [];
}
