using System.Security.Cryptography;
using EduIct.Accounts;

namespace EduIct.Running;

/// <summary>First passwords that can be read from paper: no letter or digit that looks like another.</summary>
internal static class RandomPassword
{
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>Four groups of four with hyphens, as in <c>kR7m-Hq2x-vB9t-Ze4a</c>: 19 characters of four classes, some 90 bits.</summary>
    public static InitialPassword Create()
    {
        char[] letters;
        do
        {
            letters = RandomNumberGenerator.GetItems<char>(Upper + Lower + Digits, 16);
        }
        while (!letters.Any(char.IsAsciiLetterUpper) || !letters.Any(char.IsAsciiLetterLower) || !letters.Any(char.IsAsciiDigit));

        return new InitialPassword(string.Join('-', letters.Chunk(4).Select(group => new string(group))));
    }
}
