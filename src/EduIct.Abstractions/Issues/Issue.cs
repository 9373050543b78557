namespace EduIct.Issues;

/// <summary>One fault of data, as a value: what, where, and in words. Readers collect them all; none is thrown.</summary>
/// <param name="Code">Stable code in kebab case with the area first, e.g. <c>roster.duplicate-id</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Message">What is wrong and how to mend it. May show the offending value, so it can be personal: never log it above Debug.</param>
public sealed record Issue(string Code, SourcePlace Place, LocalizedText Message)
{
    /// <summary><c>place: code: message</c>, the message in both languages.</summary>
    public override string ToString() => $"{Place}: {Code}: {Message}";
}
