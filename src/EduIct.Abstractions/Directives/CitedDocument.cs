using EduIct.Issues;
using NodaTime;

namespace EduIct.Directives;

/// <summary>A document that the directive cites.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record CitedDocument(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Document;

    /// <summary>Number and sign as the text has them; null where it gives none.</summary>
    public string? Number { get; init; }

    /// <summary>Its day; null where the text gives none.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Who issued it; null where the text does not say.</summary>
    public LocalizedText? Issuer { get; init; }

    /// <summary>What it is about; null where the text does not say.</summary>
    public LocalizedText? About { get; init; }
}
