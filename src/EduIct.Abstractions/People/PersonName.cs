namespace EduIct.People;

/// <summary>
/// A person's name in Vietnamese order: family name (họ), middle names (tên đệm), given name (tên).
/// Unicode NFC with single blanks; never empty.
/// </summary>
public sealed record PersonName
{
    private PersonName(string family, string middle, string given)
    {
        Family = family;
        Middle = middle;
        Given = given;
    }

    /// <summary>Family name; empty where a person has one name only.</summary>
    public string Family { get; }

    /// <summary>Middle names, possibly several words; may be empty.</summary>
    public string Middle { get; }

    /// <summary>Given name; never empty.</summary>
    public string Given { get; }

    /// <summary>The whole name in Vietnamese order.</summary>
    public string Full => string.Join(' ', new[] { Family, Middle, Given }.Where(part => part.Length > 0));

    /// <summary>Family and middle names together, as a provider's family-name field carries them.</summary>
    public string FamilyAndMiddle => Middle.Length == 0 ? Family : Family.Length == 0 ? Middle : $"{Family} {Middle}";

    /// <summary>Splits a whole name: the first word is the family name, the last the given name, what is between the middle names.</summary>
    /// <param name="full">The name as written.</param>
    /// <returns>The name, or null where there is no letter in it.</returns>
    public static PersonName? Parse(string? full)
    {
        string[] words = Words(full);
        return words.Length switch
        {
            0 => null,
            1 => new PersonName("", "", words[0]),
            _ => new PersonName(words[0], string.Join(' ', words[1..^1]), words[^1]),
        };
    }

    /// <summary>Takes the parts from fields of their own, as OneRoster has them.</summary>
    /// <param name="family">Family name; where it holds the whole of họ and tên đệm and <paramref name="middle"/> is blank, the first word is the family name.</param>
    /// <param name="middle">Middle names, or null.</param>
    /// <param name="given">Given name; where it holds several words and <paramref name="middle"/> is blank, the last word is the given name, as in Vietnamese order.</param>
    /// <returns>The name, or null where there is no letter in it.</returns>
    public static PersonName? FromParts(string? family, string? middle, string? given) =>
        Parse(string.Join(' ', new[] { family, middle, given }.Where(part => !string.IsNullOrWhiteSpace(part))));

    /// <summary>The whole name.</summary>
    public override string ToString() => Full;

    private static string[] Words(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !text.Any(char.IsLetter))
        {
            return [];
        }

        return text.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
