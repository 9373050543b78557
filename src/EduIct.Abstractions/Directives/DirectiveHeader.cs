using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Directives;

/// <summary>What the head of the document says.</summary>
/// <param name="Number">Number and sign, e.g. <c>9584/BGDĐT-CNTT</c>.</param>
/// <param name="Date">The day of issue.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Subject">What it is about.</param>
public sealed record DirectiveHeader(string Number, LocalDate Date, LocalizedText Issuer, LocalizedText Subject)
{
    /// <summary>Where it was issued; null where the text does not say.</summary>
    public string? Place { get; init; }

    /// <summary>The school year, <c>2007-2008</c>; null where it is for no single one.</summary>
    public string? SchoolYear { get; init; }

    /// <summary>Whether it is a draft.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The kinds of unit to which it is addressed.</summary>
    public ImmutableArray<UnitKind> Addressees { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who signed; null where the text does not say.</summary>
    public string? Signer { get; init; }

    /// <summary>What must be said of the header; null for nothing.</summary>
    public LocalizedText? Note { get; init; }
}
