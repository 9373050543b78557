using System.Text;

namespace EduIct.Expressions;

/// <summary>Collects diagnostics up to the cap and sorts them by place.</summary>
internal sealed class DiagnosticBag(string source, int cap)
{
    private const int ShownWidth = 200;
    private readonly SortedDictionary<(int Offset, string Code), CelDiagnostic> _found = [];

    internal bool IsEmpty => _found.Count == 0;

    internal IReadOnlyList<CelDiagnostic> All => [.. _found.Values];

    internal void Add(int offset, string code, string vietnamese, string english)
    {
        if (_found.Count < cap)
            _found.TryAdd((offset, code), At(Math.Clamp(offset, 0, source.Length), code, vietnamese, english));
    }

    private CelDiagnostic At(int offset, string code, string vietnamese, string english)
    {
        int lineStart = offset == 0 ? 0 : source.LastIndexOf('\n', offset - 1) + 1;
        int line = 1 + source.AsSpan(0, lineStart).Count('\n');
        int lineEnd = source.IndexOf('\n', offset);
        Rune[] text = [.. source[lineStart..(lineEnd < 0 ? source.Length : lineEnd)].TrimEnd('\r').EnumerateRunes()];
        int column = source[lineStart..offset].EnumerateRunes().Count();
        int from = Math.Clamp(column - (ShownWidth / 2), 0, Math.Max(text.Length - ShownWidth, 0));
        Rune[] shown = [.. text.Skip(from).Take(ShownWidth).Select(r => r.Value == '\t' || Rune.IsControl(r) ? new Rune(' ') : r)];
        return new CelDiagnostic(
            code, line, column + 1, string.Concat(shown), string.Concat(shown.Take(column - from).Select(Blank)) + "^", vietnamese, english);
    }

    /// <summary>A wide character (CJK and such) takes two cells of a terminal, so the caret needs a wide blank below it.</summary>
    private static string Blank(Rune rune) => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3
        or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 ? "\u3000" : Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark ? "" : " ";
}
