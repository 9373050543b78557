using System.Collections.Immutable;

namespace EduIct.Directives;

/// <summary>What awards are judged by. The directives give no points; the weights are the province's.</summary>
/// <param name="Provision">Where it stands, whom it binds and how strongly.</param>
public sealed record AwardCriterion(Provision Provision) : DirectiveEntry(Provision)
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Criterion;

    /// <summary>Ids of the entries of the same directive that it judges; empty where only a reported score can say.</summary>
    public ImmutableArray<string> Counts { get; init => field = value.IsDefault ? [] : value; } = [];
}
