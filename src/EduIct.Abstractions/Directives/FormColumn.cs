using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A column of a report form, or a group of columns under one title.</summary>
/// <param name="Title">The title as the form has it, and in English.</param>
public sealed record FormColumn(LocalizedText Title)
{
    /// <summary>Id of the fact that it asks for; null for none.</summary>
    public string? Fact { get; init; }

    /// <summary>The columns below it; empty for a column itself.</summary>
    public ImmutableArray<FormColumn> Columns { get; init => field = value.IsDefault ? [] : value; } = [];
}
