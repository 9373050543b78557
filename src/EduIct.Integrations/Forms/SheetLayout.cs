using System.Collections.Immutable;

namespace EduIct.Forms;

/// <summary>What of a sheet is known before its rows.</summary>
/// <param name="Name">As given by <see cref="NameOf"/>, and no other sheet's.</param>
/// <param name="Columns">Width and visibility from left to right.</param>
internal sealed record SheetLayout(string Name, ImmutableArray<SheetColumn> Columns)
{
    private const int LongestName = 31;

    /// <summary>Whether only programs look at it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>How many rows stay in sight at the top.</summary>
    public int FrozenRows { get; init; }

    /// <summary>How many columns stay in sight at the left.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>The rows that are printed on every page, first and last from 0; null for none.</summary>
    public (int First, int Last)? RepeatedRows { get; init; }

    /// <summary>Whether it is printed across; A4 and one page wide in any case.</summary>
    public bool IsLandscape { get; init; } = true;

    /// <summary>Whether only unlocked cells take input. Without a password: against slips, not against people.</summary>
    public bool IsProtected { get; init; }

    /// <summary>A text as the name of a sheet: without what Excel forbids there, and not too long.</summary>
    public static string NameOf(string text)
    {
        Span<char> name = stackalloc char[Math.Min(text.Length, LongestName)];
        for (int i = 0; i < name.Length; i++)
        {
            name[i] = text[i] is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'' || char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? ' ' : text[i];
        }

        string trimmed = name.Trim().ToString();
        return trimmed.Length == 0 ? "1" : trimmed;
    }
}

/// <summary>A column of a sheet.</summary>
/// <param name="Width">In characters of the standard font.</param>
/// <param name="IsHidden">Whether only programs look at it.</param>
internal readonly record struct SheetColumn(double Width, bool IsHidden = false);
