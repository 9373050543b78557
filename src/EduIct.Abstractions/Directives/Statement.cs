namespace EduIct.Directives;

/// <summary>What directs or tells something that nobody can answer by yes, no or a number.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record Statement(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Statement;
}
