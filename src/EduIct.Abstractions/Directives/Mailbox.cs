using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A mailbox, or a pattern of mailboxes, that the directive names.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record Mailbox(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Mailbox;

    /// <summary>The pattern as the text has it, e.g. <c>Giamdoc.TenSo@moet.edu.vn</c>; null where it is one address.</summary>
    public string? Pattern { get; init; }

    /// <summary>The address; null where it is a pattern.</summary>
    public string? Address { get; init; }

    /// <summary>Whose it is.</summary>
    public LocalizedText? Post { get; init; }
}
