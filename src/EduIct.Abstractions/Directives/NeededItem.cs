using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>Something to buy or set up: one piece raises each fact that it counts for by one.</summary>
/// <param name="Id">Name in camel case.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="CountsFor">Ids of the facts.</param>
public sealed record NeededItem(string Id, LocalizedText Label, ImmutableArray<string> CountsFor);
