using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Units;

/// <summary>What making a tree gave.</summary>
/// <param name="Tree">The tree; null where there are faults.</param>
/// <param name="Issues">Every fault; empty where there is a tree.</param>
public sealed record UnitTreeResult(UnitTree? Tree, ImmutableArray<Issue> Issues)
{
    /// <summary>The tree.</summary>
    /// <exception cref="InvalidOperationException">There are faults; the message has them all.</exception>
    public UnitTree GetTreeOrThrow() => Tree ?? throw new InvalidOperationException(string.Join(Environment.NewLine, Issues));
}
