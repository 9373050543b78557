using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace EduIct.Posts;

/// <summary>A digest of all that a plan of posts follows from besides providers and ledger, in an order of its own.</summary>
internal static class PostDigest
{
    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Of(PostCatalogue catalogue, ImmutableArray<PostAssignment> assignments)
    {
        IEnumerable<string> posts = catalogue.Posts.Select(post => $"{post.Key}\t{post.Address.ToCanonicalString()}\t{post.Title.Vi}\t{post.Unit.Name}");
        IEnumerable<string> holders = assignments.Select(held => $"{held.Unit}\t{held.Post}\t{held.Holder}\t{held.During}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', posts.Concat(holders)))));
    }
}
