using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A service and how it is reached.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record OnlineService(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Service;

    /// <summary>URLs, telephone numbers or e-mail addresses as the text has them; empty where it gives none.</summary>
    public required ImmutableArray<string> Addresses { get; init; }

    /// <summary>What it offers.</summary>
    public LocalizedText? Offers { get; init; }
}
