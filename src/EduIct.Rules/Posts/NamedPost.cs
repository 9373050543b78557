using EduIct.Directives;

namespace EduIct.Posts;

/// <summary>A mailbox of a directive that names a post of every unit that it binds.</summary>
internal sealed record NamedPost(Directive Directive, Mailbox Mailbox, PostPattern Pattern)
{
    /// <summary>The name in the address, else the last part of the entry's id.</summary>
    public string Name => Pattern.Name is { Length: > 0 } name ? name : Mailbox.Id[(Mailbox.Id.LastIndexOf('.') + 1)..];

    public PostAuthority Authority => new(Directive.Header.Number, Mailbox.Clause, Mailbox.Id);
}
