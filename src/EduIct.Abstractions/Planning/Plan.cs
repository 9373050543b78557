using System.Collections.Immutable;

namespace EduIct.Planning;

/// <summary>The difference between what should be and what is, as steps that can be looked at, kept and applied.</summary>
/// <param name="Header">What it was made for and from.</param>
/// <param name="Operations">The steps, in the order of their numbers.</param>
/// <param name="LeftAlone">What is not touched, and why.</param>
public sealed record Plan(PlanHeader Header, ImmutableArray<PlanOperation> Operations, ImmutableArray<LeftAlone> LeftAlone)
{
    /// <summary>Whether there is nothing to do. What is left alone does not count.</summary>
    public bool IsEmpty => Operations.IsEmpty;

    /// <summary>How many operations of each kind; kinds without any are absent.</summary>
    public IReadOnlyDictionary<OperationKind, int> Counts => Operations.GroupBy(operation => operation.Kind).ToDictionary(group => group.Key, group => group.Count());
}
