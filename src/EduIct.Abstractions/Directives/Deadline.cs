using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A time by or at which something is due.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record Deadline(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Deadline;

    /// <summary>When.</summary>
    public required Due Due { get; init; }

    /// <summary>Who receives what is handed in; null where the text does not say or nothing is.</summary>
    public LocalizedText? To { get; init; }

    /// <summary>Whether a report or document is handed in.</summary>
    public bool IsReport { get; init; }

    /// <summary>CEL expression of type bool that says whether it is done; null for none.</summary>
    public string? Done { get; init; }
}
