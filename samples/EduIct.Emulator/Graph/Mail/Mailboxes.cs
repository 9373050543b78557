using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Mail;

/// <summary>Mailboxes: there some time after the licence, and able to send. What was sent is kept and shown, not delivered.</summary>
internal static class Mailboxes
{
    private const int MaxRecipients = 500;

    public static GraphReply Settings(GraphCall call)
    {
        var user = Ready(call);
        return new GraphReply(200, new JsonObject
        {
            ["@odata.context"] = $"{call.Message.Root}/$metadata#users('{user.Id}')/mailboxSettings",
            ["timeZone"] = "SE Asia Standard Time",
            ["timeFormat"] = "HH:mm",
            ["dateFormat"] = "dd/MM/yyyy",
            ["userPurpose"] = "user",
            ["language"] = new JsonObject { ["locale"] = "vi-VN", ["displayName"] = "Tiếng Việt" },
        });
    }

    /// <summary>What a mailbox has sent. No other folder has anything in it.</summary>
    public static GraphReply Messages(GraphCall call)
    {
        var user = Ready(call);
        if (!call["folder"].Equals("sentitems", StringComparison.OrdinalIgnoreCase))
            throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
        return Listing.List(call, DirectoryObject.Message, EntityType.Message, message => message.Text("mailbox") != user.Id);
    }

    /// <summary>JSON, or a whole MIME message in base64 as text/plain; 202 without a body.</summary>
    public static GraphReply Send(GraphCall call)
    {
        var user = Ready(call);
        var (message, from, recipients) = IsMime(call.Message) ? Mime(call) : Json(call);
        if (from is not null && !MaySendAs(user, from))
            throw new GraphError(
                403, "ErrorSendAsDenied", "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.");
        if (recipients.Count == 0)
            throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid., A message can't be sent because it contains no recipients.");
        if (recipients.Count > MaxRecipients)
            throw new GraphError(400, "ErrorMessageRecipientLimitExceeded", "The message has more recipients than are allowed.");
        message["mailbox"] = user.Id;
        message["from"] = user.Text("mail") ?? user.Text("userPrincipalName");
        message["recipients"] = new JsonArray([.. recipients.Select(address => (JsonNode)address)]);
        var sequence = call.Now.Live(DirectoryObject.Message).Count.ToString("D9", CultureInfo.InvariantCulture);
        message["internetMessageId"] ??= $"<{sequence}@{call.Tenant.DefaultDomain}>";
        call.Commit(new Change
        {
            Object = new DirectoryObject { Kind = DirectoryObject.Message, Id = "message-" + sequence, Properties = message, Created = call.Tenant.UtcNow },
        });
        return new GraphReply(202);
    }

    public static bool IsMime(GraphMessage message) => message.Header("Content-Type")?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;

    private static DirectoryObject Ready(GraphCall call)
    {
        var user = GraphUsers.Finished(call, call.Seen);
        return user.MailboxFrom is { } from && from <= call.Tenant.UtcNow
            ? user
            : throw new GraphError(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    private static bool MaySendAs(DirectoryObject user, string from) =>
        from.Equals(user.Text("userPrincipalName"), StringComparison.OrdinalIgnoreCase)
        || from.Equals(user.Text("mail"), StringComparison.OrdinalIgnoreCase)
        || user.Texts("proxyAddresses").Any(proxy => proxy.Equals("smtp:" + from, StringComparison.OrdinalIgnoreCase));

    /// <summary>Recipients are those that the headers name: there is no envelope.</summary>
    private static (JsonObject Message, string? From, IReadOnlyList<string> Recipients) Mime(GraphCall call)
    {
        byte[] mime;
        try
        {
            mime = Convert.FromBase64String(Encoding.ASCII.GetString(call.Message.Body.Span));
        }
        catch (FormatException)
        {
            throw new GraphError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }
        var text = Encoding.UTF8.GetString(mime);
        var end = text.ReplaceLineEndings("\n").IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            throw new GraphError(400, "ErrorMimeContentInvalid", "The MIME content is invalid.");
        var headers = text.ReplaceLineEndings("\n")[..end].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n');
        var from = Addresses(headers, "From").FirstOrDefault();
        var message = new JsonObject { ["mime"] = text, ["subject"] = Header(headers, "Subject"), ["internetMessageId"] = Header(headers, "Message-ID") };
        return (message, from, [.. ((string[])["To", "Cc", "Bcc"]).SelectMany(name => Addresses(headers, name))]);
    }

    private static string? Header(string[] headers, string name) =>
        headers.FirstOrDefault(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static List<string> Addresses(string[] headers, string name)
    {
        var found = new MailAddressCollection();
        try
        {
            foreach (var header in headers.Where(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)))
                found.Add(header[(name.Length + 1)..].Trim());
        }
        catch (FormatException)
        {
            throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }
        return [.. found.Select(address => address.Address)];
    }

    private static (JsonObject Message, string? From, IReadOnlyList<string> Recipients) Json(GraphCall call)
    {
        if (call.Body()["message"] is not JsonObject message)
            throw new GraphError(400, "ErrorInvalidRequest", "The request is missing the parameter 'message'.");
        var recipients = new List<string>();
        foreach (var list in (string[])["toRecipients", "ccRecipients", "bccRecipients"])
            foreach (var one in message[list] as JsonArray ?? [])
                recipients.Add(Address(one) ?? throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid."));
        return (new JsonObject { ["message"] = message.DeepClone(), ["subject"] = message["subject"]?.DeepClone() }, Address(message["from"]), recipients);
    }

    private static string? Address(JsonNode? party) =>
        party?["emailAddress"]?["address"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var address && address.IndexOf('@') > 0
            ? address
            : null;
}
