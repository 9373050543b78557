using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A unit that is founded, named or reached.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record ResponsibleUnit(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Unit;

    /// <summary>How it is reached (address, telephone, e-mail); null where the text does not say.</summary>
    public LocalizedText? Contact { get; init; }
}
