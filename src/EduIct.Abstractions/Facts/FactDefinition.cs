using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Facts;

/// <summary>What can be reported of a unit.</summary>
/// <param name="Id">Area and name in camel case, e.g. <c>computers.management</c>: the variable of the expressions.</param>
/// <param name="Type">What values it can have.</param>
/// <param name="Label">Its name for a form or a column.</param>
public sealed record FactDefinition(string Id, FactType Type, LocalizedText Label)
{
    /// <summary>What is counted, in lower case, as it stands after a number; null for what is no count.</summary>
    public LocalizedText? Noun { get; init; }

    /// <summary>Unit of measure of a <see cref="FactType.Number"/>, e.g. <c>Mbps</c>; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The fact of which this is a part, so that it cannot be larger; null for none.</summary>
    public string? Within { get; init; }

    /// <summary>The values of a <see cref="FactType.Choice"/>, the least first where they have an order.</summary>
    public ImmutableArray<string> Choices { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The names of <see cref="Choices"/> for people, in the same order; empty where a choice is its own name.</summary>
    public ImmutableArray<LocalizedText> ChoiceLabels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The kinds of unit that can report it; empty for all.</summary>
    public ImmutableArray<UnitKind> Kinds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Its id.</summary>
    public override string ToString() => Id;
}
