namespace EduIct.Mail;

/// <summary>What a template became.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The HTML; null where the template has none.</param>
/// <param name="Language">The language, <c>vi</c> or <c>en</c>.</param>
public sealed record MailContent(string Subject, string Text, string? Html, string Language)
{
    /// <summary>The draft with this subject, these bodies and this language.</summary>
    public MailDraft ApplyTo(MailDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft with { Subject = Subject, Text = Text, Html = Html, Language = Language };
    }

    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => $"Content in {Language}";
}
