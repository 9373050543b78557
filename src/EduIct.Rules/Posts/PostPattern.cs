using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Issues;
using EduIct.Naming;

namespace EduIct.Posts;

/// <summary>
/// The address of a post as directives write it for many units at once: <c>Giamdoc.TenSo@moet.edu.vn</c> (letter 9772/BGDĐT-CNTT, section I.4),
/// <c>Hieutruong@TenTruong.edu.vn</c>. The name of the unit stands for itself as a word that begins with <c>Ten</c>; accents are passed over.
/// </summary>
internal sealed class PostPattern
{
    private static readonly Dictionary<string, UnitToken> s_tokens = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TenDonVi"] = UnitToken.Unit, ["TenTruong"] = UnitToken.School, ["TenPhong"] = UnitToken.Division, ["TenSo"] = UnitToken.Department, ["TenTinh"] = UnitToken.Department,
    };

    private readonly ImmutableArray<PatternPart> _local;
    private readonly ImmutableArray<PatternPart> _domain;

    private PostPattern(ImmutableArray<PatternPart> local, ImmutableArray<PatternPart> domain) => (_local, _domain) = (local, domain);

    /// <summary>What is left of the local part without the unit: <c>Giamdoc</c>; may be empty.</summary>
    public string Name => string.Concat(_local.Where(part => part.Token is null).Select(part => part.Text)).Trim('.', '-', '_');

    /// <summary>Whether the local part alone tells the units apart, so that another domain may stand behind it.</summary>
    public bool NamesUnitInLocal => _local.Any(part => part.Token is not null);

    /// <summary>The units whose slugs it asks for.</summary>
    public IEnumerable<UnitToken> Tokens => _local.Concat(_domain).Select(part => part.Token).OfType<UnitToken>().Distinct();

    /// <summary>Reads a pattern, or says why it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostPattern? pattern, out LocalizedText fault)
    {
        pattern = null;
        if (!VietnameseText.TryToAscii(text, out string ascii, out fault))
        {
            return false;
        }

        string[] sides = ascii.Split('@');
        if (sides.Length != 2 || sides.Any(side => side.Length == 0) || ascii.Contains(' ', StringComparison.Ordinal))
        {
            fault = new($"'{text}' không có dạng địa chỉ thư.", $"'{text}' is not of the form of an address.");
            return false;
        }

        ImmutableArray<PatternPart> local = Cut(sides[0]);
        ImmutableArray<PatternPart> domain = Cut(sides[1]);
        if (local.Concat(domain).FirstOrDefault(IsUnknownToken) is { Text: { } unknown })
        {
            fault = new($"'{text}': '{unknown}' không phải tên đơn vị nào ({string.Join(", ", s_tokens.Keys)}).", $"'{text}': '{unknown}' names no unit ({string.Join(", ", s_tokens.Keys)}).");
            return false;
        }

        if (local.Concat(domain).All(part => part.Token is null))
        {
            fault = new($"'{text}' không có tên đơn vị ({string.Join(", ", s_tokens.Keys)}): mọi đơn vị sẽ cùng một địa chỉ.", $"'{text}' names no unit ({string.Join(", ", s_tokens.Keys)}): all units would have one address.");
            return false;
        }

        pattern = new PostPattern(local, domain);
        return true;
    }

    /// <summary>The address for a unit as text; null where a unit that it names is not there.</summary>
    /// <param name="slugOf">The slug for a token; null where there is no such unit.</param>
    /// <param name="domain">Another domain in place of the pattern's; null: the pattern's.</param>
    public string? Render(Func<UnitToken, string?> slugOf, string? domain) =>
        Render(_local, slugOf) is { } local && (domain ?? Render(_domain, slugOf)?.ToLowerInvariant()) is { } behind ? $"{local}@{behind}" : null;

    private static string? Render(ImmutableArray<PatternPart> parts, Func<UnitToken, string?> slugOf)
    {
        var text = new System.Text.StringBuilder();
        foreach (PatternPart part in parts)
        {
            if (part.Token is not { } token)
            {
                text.Append(part.Text);
            }
            else if (slugOf(token) is { } slug)
            {
                text.Append(part.Spell(slug));
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    // Runs of letters, each of which may be a token, and what stands between them.
    private static ImmutableArray<PatternPart> Cut(string side)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        for (int start = 0, end; start < side.Length; start = end)
        {
            bool letters = char.IsAsciiLetter(side[start]);
            end = start + 1;
            while (end < side.Length && char.IsAsciiLetter(side[end]) == letters)
            {
                end++;
            }

            string run = side[start..end];
            parts.Add(new PatternPart(run, s_tokens.TryGetValue(run, out UnitToken token) ? token : null));
        }

        return parts.ToImmutable();
    }

    // As TenHuyen: a word of the same make that nobody knows would become part of every address.
    private static bool IsUnknownToken(PatternPart part) =>
        part.Token is null && part.Text is { Length: > 3 } text && text.StartsWith("Ten", StringComparison.Ordinal) && char.IsAsciiLetterUpper(text[3]);
}
