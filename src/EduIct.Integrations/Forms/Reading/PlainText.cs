using System.Text;
using EduIct.Naming;

namespace EduIct.Forms;

/// <summary>Texts of people compared: without accents, case, punctuation and doubled blanks.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        string ascii = VietnameseText.TryToAscii(text, out string folded, out _) ? folded : text;
        var plain = new StringBuilder(ascii.Length);
        foreach (char c in ascii)
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
