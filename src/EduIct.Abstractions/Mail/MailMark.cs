using System.Diagnostics.CodeAnalysis;

namespace EduIct.Mail;

/// <summary>
/// A mark in a subject by which an answer is recognised where the mail program keeps no reference to the message that it answers: <c>[#so-33-2016]</c>, anywhere in the subject. People
/// see it, so it says nothing personal, and who writes it proves nothing by it.
/// </summary>
public static class MailMark
{
    private const int Shortest = 4;
    private const int Longest = 40;

    /// <summary>Whether a text can be a mark: 4 to 40 letters of ASCII, digits and hyphens.</summary>
    public static bool IsMark([NotNullWhen(true)] string? text) =>
        text is { Length: >= Shortest and <= Longest } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>A subject with a mark at its end.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="mark">The mark.</param>
    /// <exception cref="ArgumentException"><see cref="IsMark"/> does not hold.</exception>
    public static string Put(string subject, string mark)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return IsMark(mark) ? $"{subject} [#{mark}]" : throw new ArgumentException($"A mark has {Shortest} to {Longest} letters of ASCII, digits and hyphens.", nameof(mark));
    }

    /// <summary>The last mark in a subject, in lower case; null: none.</summary>
    public static string? Find(string? subject)
    {
        int from = subject?.Length - 1 ?? -1;
        while (from >= 0 && subject!.LastIndexOf("[#", from, StringComparison.Ordinal) is >= 0 and var start)
        {
            int end = subject.IndexOf(']', start);
            if (end > 0 && subject[(start + 2)..end] is var mark && IsMark(mark))
            {
                return mark.ToLowerInvariant();
            }

            from = start - 1;
        }

        return null;
    }
}
