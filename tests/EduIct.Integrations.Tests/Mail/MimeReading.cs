using System.Text;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>The top of a message as a server sees it: header lines, unfolded, and what follows.</summary>
internal sealed record MimeReading(IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string this[string name] => Headers.Single(header => header.Key == name).Value;

    public static MimeReading Read(byte[] bytes)
    {
        Assert.All(bytes, b => Assert.InRange(b, (byte)1, (byte)127));
        string text = Encoding.ASCII.GetString(bytes);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        string[] parts = text.Split("\r\n\r\n", 2);
        string[] lines = parts[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        return new MimeReading([.. lines.Select(line => new KeyValuePair<string, string>(line.Split(": ", 2)[0], line.Split(": ", 2)[1]))], parts[1]);
    }
}
