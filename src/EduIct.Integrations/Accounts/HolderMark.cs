using System.Globalization;
using System.Text;

namespace EduIct.Accounts;

/// <summary>
/// What a group is for, at the end of its description: <c>name [eduict:class/oneroster:12/6a1]</c>. For adapters of providers whose groups have no field of their own for it.
/// </summary>
public static class HolderMark
{
    private const string Mark = "[eduict:";

    /// <summary>A description that carries the mark.</summary>
    /// <param name="name">The group's name, for people.</param>
    /// <param name="holder">What it is for.</param>
    public static string Write(string name, string holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return $"{name} {Mark}{Escape(holder)}]";
    }

    /// <summary>What a group with this description is for; null where the description carries no mark.</summary>
    public static string? Read(string? description)
    {
        string text = (description ?? "").TrimEnd();
        int at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 || !text.EndsWith(']') ? null : Uri.UnescapeDataString(text[(at + Mark.Length)..^1]);
    }

    // Percent signs for what would end the mark or what a provider refuses in a description (Google: angle brackets and the equals sign).
    private static string Escape(string holder)
    {
        StringBuilder escaped = new(holder.Length);
        foreach (char c in holder)
        {
            _ = c is '%' or '[' or ']' or '<' or '>' or '=' or ' ' || c < ' '
                ? escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
