using System.Security.Cryptography;
using System.Text;
using EduIct.People;

namespace EduIct.Posts;

/// <summary>
/// Those who hold a post on a day, as a digest (SHA-256): it tells whether they changed, and not who they are. A holder counts as it is written, so that a key in place of
/// an address is another one.
/// </summary>
public readonly record struct HoldersDigest
{
    private const int Digits = 64;

    private readonly string? _digest;

    private HoldersDigest(string digest) => _digest = digest;

    /// <summary>The digest of a post's holders, in whatever order; nobody has a digest too.</summary>
    /// <param name="post">Key of the post: the same people in two posts have two digests.</param>
    /// <param name="holders">Who holds it on the day.</param>
    public static HoldersDigest Of(PersonKey post, IEnumerable<PostHolder> holders)
    {
        ArgumentNullException.ThrowIfNull(holders);
        IEnumerable<string> names = holders.Select(holder => holder.Address?.ToCanonicalString() ?? holder.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Digest(string.Join('\n', names.Prepend(post.ToString())));
    }

    /// <summary>The digest as a ledger keeps it: what one ledger holds says nothing beside another.</summary>
    /// <param name="ledger">Identifier of the ledger.</param>
    public HoldersDigest BoundTo(string ledger)
    {
        ArgumentException.ThrowIfNullOrEmpty(ledger);
        return Digest($"{ledger}\n{this}");
    }

    /// <summary>Reads what <see cref="ToString"/> writes, without throwing.</summary>
    public static bool TryParse(string? text, out HoldersDigest digest)
    {
        bool isOne = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
        digest = isOne ? new HoldersDigest(text!) : default;
        return isOne;
    }

    /// <summary>64 lower-case hexadecimal digits; empty for the default value.</summary>
    public override string ToString() => _digest ?? "";

    private static HoldersDigest Digest(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
