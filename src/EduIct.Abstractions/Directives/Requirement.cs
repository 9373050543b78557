using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>Something that each bound unit meets or fails.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record Requirement(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Requirement;

    /// <summary>CEL expression of type bool over the facts: true where it is met.</summary>
    public required string Test { get; init; }

    /// <summary>What would be enough; empty where no remedy is computed.</summary>
    public ImmutableArray<Need> Needs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The values in words where the made sentence would read badly, with <c>{fact.id}</c> for values; null for the made sentence.</summary>
    public LocalizedText? Say { get; init; }
}
