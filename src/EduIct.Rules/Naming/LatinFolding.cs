using System.Collections.Frozen;
using System.Text;

namespace EduIct.Naming;

/// <summary>
/// What a letter becomes in ASCII. Vietnamese letters stand in a table of our own, because a process in globalization-invariant mode has no
/// Unicode normalization to rely on; rarer Latin letters go through it where it is there.
/// </summary>
internal static class LatinFolding
{
    private static readonly FrozenDictionary<char, string> s_letters = Build();

    /// <summary>The ASCII form, or null for what has none.</summary>
    public static string? Fold(char letter)
    {
        if (s_letters.TryGetValue(letter, out string? ascii))
        {
            return ascii;
        }

        // Full-width forms stand in the order of ASCII (Unicode, block Halfwidth and Fullwidth Forms).
        if (letter is >= '\uFF01' and <= '\uFF5E')
        {
            return ((char)(letter - 0xFEE0)).ToString();
        }

        return Decompose(letter);
    }

    private static string? Decompose(char letter)
    {
        if (char.IsSurrogate(letter))
        {
            return null;
        }

        string decomposed = letter.ToString().Normalize(NormalizationForm.FormKD);
        return decomposed.Length > 1 && char.IsAsciiLetter(decomposed[0]) ? new string([.. decomposed.Where(char.IsAscii)]) : null;
    }

    private static FrozenDictionary<char, string> Build()
    {
        var letters = new Dictionary<char, string>();
        Add('a', "àáảãạăằắẳẵặâầấẩẫậ");
        Add('e', "èéẻẽẹêềếểễệ");
        Add('i', "ìíỉĩị");
        Add('o', "òóỏõọôồốổỗộơờớởỡợ");
        Add('u', "ùúủũụưừứửữự");
        Add('y', "ỳýỷỹỵ");
        Add('d', "đð");

        // Breve, stroke and double letters of the minority languages of Việt Nam and of names from abroad.
        foreach ((char letter, string ascii) in new[]
        {
            ('ƀ', "b"), ('ĕ', "e"), ('ĭ', "i"), ('ŏ', "o"), ('ŭ', "u"), ('č', "c"), ('ñ', "n"), ('ß', "ss"), ('æ', "ae"), ('œ', "oe"),
            ('ø', "o"), ('ł', "l"), ('þ', "th"), ('ı', "i"), ('ħ', "h"), ('ŋ', "ng"),
        })
        {
            letters[letter] = ascii;
            if (char.ToUpperInvariant(letter) is var upper && upper != letter && upper != 'I')
            {
                letters[upper] = char.ToUpperInvariant(ascii[0]) + ascii[1..];
            }
        }

        return letters.ToFrozenDictionary();

        void Add(char ascii, string vietnamese)
        {
            foreach (char letter in vietnamese)
            {
                letters[letter] = ascii.ToString();
                letters[char.ToUpperInvariant(letter)] = char.ToUpperInvariant(ascii).ToString();
            }
        }
    }
}
