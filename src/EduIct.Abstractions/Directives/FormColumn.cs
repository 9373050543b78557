using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A column of a report form, or a group of columns under one title.</summary>
/// <param name="Title">The title as the form has it, and in English.</param>
public sealed record FormColumn(LocalizedText Title)
{
    /// <summary>Id of the fact that it asks for; null for none.</summary>
    public string? Fact { get; init; }

    /// <summary>Ids of the facts that it asks for together, so that only words can answer (<c>Máy quét: 2; Máy chiếu: 3</c>); empty for none.</summary>
    public ImmutableArray<string> Facts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Ids of the items whose purchase it asks for: their sum, or each by its name with <see cref="IsInWords"/>; empty for none.</summary>
    public ImmutableArray<string> Items { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether it tells its <see cref="Items"/> by name.</summary>
    public bool IsInWords { get; init; }

    /// <summary>Whether it tells, by name, the items that no other column of the form asks for, so that no need is lost.</summary>
    public bool TakesOtherItems { get; init; }

    /// <summary>What of the row itself it shows; null for nothing.</summary>
    public FormRowPart? Shows { get; init; }

    /// <summary>The columns below it; empty for a column itself.</summary>
    public ImmutableArray<FormColumn> Columns { get; init => field = value.IsDefault ? [] : value; } = [];
}
