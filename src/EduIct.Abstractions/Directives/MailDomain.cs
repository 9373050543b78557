using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A domain, or a pattern of domains, for mail or web.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record MailDomain(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Domain;

    /// <summary>The domain as the text has it, e.g. <c>Têntỉnh.edu.vn</c>; the text's own words where it only describes one.</summary>
    public required string Pattern { get; init; }

    /// <summary>What it is for.</summary>
    public LocalizedText? Use { get; init; }
}
