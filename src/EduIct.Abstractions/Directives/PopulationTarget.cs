namespace EduIct.Directives;

/// <summary>A share that a population has to reach: of units that pass a test, or of people summed over units.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record PopulationTarget(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Target;

    /// <summary>The units that count, which can be others than those who answer for the target.</summary>
    public required Binding Over { get; init; }

    /// <summary>The share in per cent, above 0 and at most 100.</summary>
    public required double Share { get; init; }

    /// <summary>Whether the share itself is not enough ("trên 80 %").</summary>
    public bool IsStrict { get; init; }

    /// <summary>CEL expression of type bool, per unit; null where people are summed.</summary>
    public string? Test { get; init; }

    /// <summary>CEL expression of type int, per unit: those who count; null where units are counted.</summary>
    public string? Part { get; init; }

    /// <summary>CEL expression of type int, per unit: those of whom they are a part; null where units are counted.</summary>
    public string? Whole { get; init; }

    /// <summary>When it is due; null where the text does not say.</summary>
    public Due? By { get; init; }
}
