using System.Collections.Immutable;

namespace EduIct.Accounts;

/// <summary>One page of a list, the answer of one call.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of the page; may be empty although more pages follow.</param>
/// <param name="NextPageToken">Asks for the next page; null on the last.</param>
public sealed record DirectoryPage<T>(ImmutableArray<T> Items, string? NextPageToken);
