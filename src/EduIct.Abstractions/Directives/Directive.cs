using System.Collections.Immutable;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>A directive as data: all that it says that can be checked, scheduled, addressed or counted, each with its clause.</summary>
/// <param name="Id">Number and sign in ASCII, e.g. <c>9584-BGDDT-CNTT</c>.</param>
/// <param name="Header">The head of the document.</param>
public sealed record Directive(string Id, DirectiveHeader Header)
{
    /// <summary>The Sở under which it holds, by the name in its addresses (<c>HaNoi</c>); null for the country.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The days on which it is in force.</summary>
    public DateSpan During { get; init; }

    /// <summary>Every paragraph of the document in its order; empty for a pack without a reading.</summary>
    public ImmutableArray<Clause> Clauses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What follows from it.</summary>
    public ImmutableArray<DirectiveEntry> Entries { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Facts beyond the common dictionary that its expressions read.</summary>
    public ImmutableArray<FactDefinition> Facts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Items beyond the common catalogue that meet its needs.</summary>
    public ImmutableArray<NeededItem> Items { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The entries of one sort.</summary>
    public IEnumerable<T> EntriesOf<T>()
        where T : DirectiveEntry => Entries.OfType<T>();

    /// <summary>Number, sign and day.</summary>
    public override string ToString() => $"{Header.Number} ({Header.Date:uuuu-MM-dd})";
}
