using EduIct.People;
using EduIct.Posts;

namespace EduIct.Ledger;

/// <summary>Who held a post that is an account when its password was last given.</summary>
/// <param name="Provider">At which provider.</param>
/// <param name="Post">Key of the post.</param>
/// <param name="Holders">Who, bound to the ledger (<see cref="HoldersDigest.BoundTo"/>).</param>
public sealed record NotedHolders(string Provider, PersonKey Post, HoldersDigest Holders);
