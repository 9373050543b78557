using System.Globalization;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Users;

/// <summary>What Google takes as a password, in clear or hashed (PROVIDERS.md 3, Behaviour). Looks at it and keeps nothing.</summary>
internal static class PasswordRules
{
    private const int MaxRounds = 10_000;

    public static void Check(string password, string? hashFunction)
    {
        var isRight = hashFunction switch
        {
            null => password.Length is >= 8 and <= 100 && password.All(char.IsAscii),
            "MD5" => IsHex(password, 32),
            "SHA-1" => IsHex(password, 40),
            "crypt" => IsCrypt(password),
            _ => throw ApiError.InvalidInput("hashFunction"),
        };
        if (!isRight)
            throw ApiError.Invalid("Invalid Password");
    }

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigit);

    private static bool IsCrypt(string text)
    {
        if (!text.StartsWith('$'))
            return text.Length == 13 && text.All(IsCryptCharacter);
        var parts = text.Split('$');
        var length = parts[1] switch { "1" => 22, "5" => 43, "6" => 86, _ => 0 };
        var rounds = parts.Length == 5 && parts[2].StartsWith("rounds=", StringComparison.Ordinal);
        if (length == 0 || parts.Length != (rounds ? 5 : 4) || (rounds && parts[1] == "1"))
            return false;
        if (rounds && (!int.TryParse(parts[2].AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxRounds))
            return false;
        return parts[^2].Length is > 0 and <= 16 && parts[^1].Length == length && parts[^1].All(IsCryptCharacter);
    }

    private static bool IsCryptCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/';
}
