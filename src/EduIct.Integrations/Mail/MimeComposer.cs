using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EduIct.Mail;

/// <summary>
/// Composes a message for the wire (RFC 5322, MIME). Written here, since the platform's composer takes its boundaries from chance and its date from the clock, and
/// encodes names of files in a way that RFC 2047 section 5 forbids: here the same message gives the same bytes. All of it is ASCII in lines of at most 998
/// characters, so it passes every server as it is.
/// </summary>
public static class MimeComposer
{
    private const int Base64Line = 57;

    /// <summary>A message as bytes, its Bcc included: for folders and interfaces that read the recipients from the headers and take that one out.</summary>
    public static byte[] Compose(MailMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        StringBuilder output = new();
        Header(output, "Date", MimeHeaders.Date(message.Date));
        Addresses(output, "From", [message.From]);
        if (message.ReplyTo is { } replyTo)
        {
            Addresses(output, "Reply-To", [replyTo]);
        }

        Addresses(output, "To", message.To);
        Addresses(output, "Cc", message.Cc);
        Addresses(output, "Bcc", message.Bcc);
        Header(output, "Message-ID", $"<{message.MessageId}>");
        Header(output, "Subject", EncodedText.IsPlain(message.Subject) ? message.Subject : EncodedText.Words(message.Subject));
        foreach ((string name, string value) in MimeHeaders.Further(message))
        {
            // Folded at its blanks, which only References has.
            Header(output, name, value.Replace(" ", "\r\n ", StringComparison.Ordinal));
        }

        Header(output, "MIME-Version", "1.0");
        Content(output, message);
        return Encoding.ASCII.GetBytes(output.ToString());
    }

    private static void Content(StringBuilder output, MailMessage message)
    {
        if (message.Attachments.IsEmpty)
        {
            Bodies(output, message);
            return;
        }

        string boundary = Boundary(message, 1);
        Open(output, "mixed", boundary);
        Next(output, boundary);
        Bodies(output, message);
        foreach (MailAttachment attachment in message.Attachments)
        {
            Next(output, boundary);
            Header(output, "Content-Type", attachment.MediaType);
            Header(output, "Content-Transfer-Encoding", "base64");
            Header(output, "Content-Disposition", "attachment" + string.Concat(EncodedText.FileName(attachment.FileName)
                .Select(pair => $";\r\n {pair.Key}={(pair.Key.EndsWith('*') ? pair.Value : EncodedText.Quoted(pair.Value))}")));
            Base64(output, attachment.Content.Span);
        }

        Close(output, boundary);
    }

    private static void Bodies(StringBuilder output, MailMessage message)
    {
        if (message.Html is null)
        {
            Body(output, "plain", message.Text);
            return;
        }

        // The richest last (RFC 2046 section 5.1.4).
        string boundary = Boundary(message, 2);
        Open(output, "alternative", boundary);
        Next(output, boundary);
        Body(output, "plain", message.Text);
        Next(output, boundary);
        Body(output, "html", message.Html);
        Close(output, boundary);
    }

    private static void Body(StringBuilder output, string subtype, string text)
    {
        Header(output, "Content-Type", $"text/{subtype}; charset=utf-8");
        Header(output, "Content-Transfer-Encoding", "base64");
        Base64(output, Encoding.UTF8.GetBytes(MimeHeaders.Canonical(text)));
    }

    // No line of base64 begins with "=_", so no part can hold the boundary.
    private static string Boundary(MailMessage message, int number)
    {
        byte[] digest = SHA256.HashData(Encoding.ASCII.GetBytes(message.MessageId));
        return string.Create(CultureInfo.InvariantCulture, $"=_{number}_{Convert.ToHexStringLower(digest.AsSpan(0, 12))}");
    }

    private static void Open(StringBuilder output, string subtype, string boundary)
    {
        Header(output, "Content-Type", $"multipart/{subtype};\r\n boundary=\"{boundary}\"");
        output.Append("\r\n");
    }

    private static void Next(StringBuilder output, string boundary) => output.Append("--").Append(boundary).Append("\r\n");

    private static void Close(StringBuilder output, string boundary) => output.Append("--").Append(boundary).Append("--\r\n");

    private static void Header(StringBuilder output, string name, string value) => output.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Addresses(StringBuilder output, string name, IReadOnlyCollection<MailParty> parties)
    {
        if (parties.Count > 0)
        {
            Header(output, name, string.Join(",\r\n ", parties.Select(party =>
                party.DisplayName.Length == 0 ? party.Address.ToString() : $"{EncodedText.Phrase(party.DisplayName)}\r\n <{party.Address}>")));
        }
    }

    private static void Base64(StringBuilder output, ReadOnlySpan<byte> bytes)
    {
        output.Append("\r\n");
        Span<char> line = stackalloc char[76];
        for (int i = 0; i < bytes.Length; i += Base64Line)
        {
            Convert.TryToBase64Chars(bytes.Slice(i, Math.Min(Base64Line, bytes.Length - i)), line, out int written);
            output.Append(line[..written]).Append("\r\n");
        }
    }
}
