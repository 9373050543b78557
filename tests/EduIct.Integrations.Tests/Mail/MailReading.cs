using System.Security.Cryptography;
using System.Text.Json;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Compares what another library read with what was sent.</summary>
internal static class MailReading
{
    public static void AssertIs(MailMessage message, JsonElement read)
    {
        Assert.Empty(read.GetProperty("defects").EnumerateArray().Select(defect => defect.GetString()));
        Assert.Equal(message.Subject, read.GetProperty("subject").GetString());
        Assert.Equal($"<{message.MessageId}>", read.GetProperty("id").GetString());
        Assert.Equal(message.Language, read.GetProperty("language").GetString());
        Assert.Equal(People([message.From]), People(read.GetProperty("from")));
        Assert.Equal(People(message.To), People(read.GetProperty("to")));
        Assert.Equal(People(message.Cc), People(read.GetProperty("cc")));
        Assert.Equal(People(message.ReplyTo is null ? [] : [message.ReplyTo]), People(read.GetProperty("replyTo")));
        Assert.Equal(Lines(message.Text), Lines(read.GetProperty("text").GetString()));
        Assert.Equal(Lines(message.Html), Lines(read.GetProperty("html").GetString()));
        Assert.Equal(
            message.Attachments.Select(file => (file.FileName, file.MediaType, Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)), "attachment")),
            read.GetProperty("files").EnumerateArray().Select(file => (file[0].GetString()!, file[1].GetString()!, file[2].GetString()!, file[3].GetString()!)));
    }

    public static IEnumerable<string> People(JsonElement people) => people.EnumerateArray().Select(person => $"{person[0].GetString()} <{person[1].GetString()}>");

    private static IEnumerable<string> People(IEnumerable<MailParty> people) => people.Select(person => $"{person.DisplayName} <{person.Address}>");

    private static string? Lines(string? text) => text?.ReplaceLineEndings("\n").TrimEnd('\n');
}
