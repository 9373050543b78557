using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>Where in a directive something stands, whom it binds and how strongly.</summary>
/// <param name="Id">Stable id: the prefix of the pack and a name, e.g. <c>9772.two-management-computers</c>.</param>
/// <param name="Clause">Path of the clause on whose authority it stands.</param>
/// <param name="Words">The four to twelve words of the original that decide, as the text has them.</param>
/// <param name="Binds">Whom it binds.</param>
/// <param name="Strength">How strongly.</param>
/// <param name="Title">A short name.</param>
public sealed record Provision(string Id, string Clause, string Words, Binding Binds, Strength Strength, LocalizedText Title)
{
    /// <summary>The days on which it holds, within those of its directive.</summary>
    public DateSpan During { get; init; }

    /// <summary>What a reader must know of it; null for nothing.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>Whether the original has a presumed slip of the pen here, which is kept.</summary>
    public bool IsSlip { get; init; }

    /// <summary>Whether it stands in a draft.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Id of the entry of another pack in whose place this one stands under its own jurisdiction; null for none.</summary>
    public string? Refines { get; init; }
}
