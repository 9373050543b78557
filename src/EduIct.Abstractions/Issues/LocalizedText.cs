namespace EduIct.Issues;

/// <summary>A text for people in the two languages of the product.</summary>
/// <param name="Vi">Vietnamese, Unicode NFC.</param>
/// <param name="En">English.</param>
public readonly record struct LocalizedText(string Vi, string En)
{
    /// <summary>The text in the language of <paramref name="language"/>.</summary>
    /// <param name="language"><c>en</c> or a tag that begins with <c>en-</c> gives English; everything else Vietnamese.</param>
    public string In(string? language) =>
        language is not null && (language.Equals("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase))
            ? En
            : Vi;

    /// <summary>Both texts, Vietnamese first.</summary>
    public override string ToString() => $"{Vi} / {En}";
}
