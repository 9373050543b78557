using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace EduIct.Mail;

/// <summary>A file that goes with a message.</summary>
public sealed class MailAttachment
{
    /// <summary>Largest content of one attachment: 18 MiB, which base64 makes some 24.6 MiB.</summary>
    public const int MaxSize = 18 * 1024 * 1024;

    private const int LongestName = 200;

    private static readonly SearchValues<char> s_notInFileNames = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>An attachment.</summary>
    /// <param name="fileName">Its name, without a path; see <see cref="IsFileName"/>.</param>
    /// <param name="mediaType">Its media type without parameters, e.g. <c>application/pdf</c>; see <see cref="IsMediaType"/>.</param>
    /// <param name="content">The bytes, at most <see cref="MaxSize"/>. They must not be changed afterwards.</param>
    /// <exception cref="ArgumentException">One of them is not as it should be.</exception>
    public MailAttachment(string fileName, string mediaType, ReadOnlyMemory<byte> content)
    {
        if (!IsFileName(fileName))
        {
            throw new ArgumentException($"A file name has 1 to {LongestName} characters, no path, no control characters.", nameof(fileName));
        }

        if (!IsMediaType(mediaType))
        {
            throw new ArgumentException($"'{mediaType}' is not a media type of a single file (RFC 2045, such as application/pdf).", nameof(mediaType));
        }

        if (content.Length > MaxSize)
        {
            throw new ArgumentException($"An attachment has at most {MaxSize} bytes, not {content.Length}.", nameof(content));
        }

        FileName = fileName;
        MediaType = mediaType.ToLowerInvariant();
        Content = content;
    }

    /// <summary>Its name.</summary>
    public string FileName { get; }

    /// <summary>Its media type, in lower case.</summary>
    public string MediaType { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>
    /// Whether a text can be the name of an attachment: 1 to 200 characters that can stand in a file name on every system, so no slashes and none of
    /// <c>: * ? " &lt; &gt; |</c>, not beginning or ending with a blank and not ending with a dot.
    /// </summary>
    public static bool IsFileName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LongestName }
        && !text.AsSpan().ContainsAny(s_notInFileNames)
        && text[0] != ' ' && text[^1] is not (' ' or '.')
        && MailText.IsHeaderText(text);

    /// <summary>Whether a text is the media type of a single file: <c>type/subtype</c>, at most 127 characters each (RFC 6838 section 4.2), not a container of MIME's own.</summary>
    public static bool IsMediaType([NotNullWhen(true)] string? text)
    {
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash is > 0 and <= 127
            && text!.Length - slash - 1 is > 0 and <= 127
            && MailText.IsToken(text.AsSpan(0, slash))
            && MailText.IsToken(text.AsSpan(slash + 1))
            && !text.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("message/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Its type and size; the name may be personal.</summary>
    public override string ToString() => $"{MediaType}, {Content.Length} bytes";
}
