using System.Security.Cryptography;
using System.Text;

namespace EduIct.Rosters;

/// <summary>One digest of several: the same contents give the same, packed or not.</summary>
internal static class RosterDigest
{
    public static string Of(IReadOnlyDictionary<string, string> digests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', digests.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")))));
}
