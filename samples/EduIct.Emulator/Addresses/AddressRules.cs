using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Addresses;

/// <summary>Which addresses Google gives (PROVIDERS.md 3, Behaviour; support.google.com/a/answer/9193374).</summary>
internal static class AddressRules
{
    public const int MaxAliases = 30;
    private const int MaxLocal = 64;

    /// <summary>The address in the form in which it is kept, or a refusal that names <paramref name="field"/>.</summary>
    public static string Check(Workspace workspace, string text, string field)
    {
        var address = text.Trim().ToLowerInvariant();
        var at = address.IndexOf('@');
        if (at <= 0 || at != address.LastIndexOf('@') || !IsLocal(address.AsSpan(0, at)))
            throw ApiError.InvalidInput(field);
        return workspace.OwnsDomainOf(address) ? address : throw ApiError.Forbidden();
    }

    public static void RequireFree(Workspace workspace, string address)
    {
        if (workspace.Tables.IsTaken(address))
            throw ApiError.Duplicate();
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length > MaxLocal || local[0] == '.' || local[^1] == '.' || local is "abuse" or "postmaster")
            return false;
        for (var i = 0; i < local.Length; i++)
        {
            var c = local[i];
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '\'' or '.') || (c == '.' && local[i - 1] == '.'))
                return false;
        }
        return true;
    }
}
