using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A post that somebody holds.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record ResponsiblePost(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Post;

    /// <summary>What qualification the holder has; null where the text asks for none.</summary>
    public LocalizedText? Qualification { get; init; }
}
