namespace EduIct.Posts;

/// <summary>A piece of a pattern: text as it stands, or the slug of a unit.</summary>
/// <param name="Text">The text, or the token as it is written.</param>
/// <param name="Token">The unit whose slug stands here; null for text.</param>
internal readonly record struct PatternPart(string Text, UnitToken? Token)
{
    /// <summary>A slug in the letters that the token shows: <c>TenSo</c> gives BenTre, <c>tenso</c> bentre, <c>TENSO</c> BENTRE.</summary>
    public string Spell(string slug) =>
        Text.All(char.IsAsciiLetterLower) ? slug.ToLowerInvariant()
        : Text.All(char.IsAsciiLetterUpper) ? slug.ToUpperInvariant()
        : slug;
}
