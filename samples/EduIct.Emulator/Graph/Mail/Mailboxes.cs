using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
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

    /// <summary>JSON, or a whole MIME message in base64 as text/plain; 202 without a body.</summary>
    public static GraphReply Send(GraphCall call)
    {
        var user = Ready(call);
        var isMime = call.Message.Header("Content-Type")?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;
        var message = isMime ? Mime(call) : Json(call);
        message["from"] = user.Text("mail") ?? user.Text("userPrincipalName");
        var sequence = call.Now.Live(DirectoryObject.Message).Count.ToString("D9", CultureInfo.InvariantCulture);
        call.Commit(new Change
        {
            Object = new DirectoryObject { Kind = DirectoryObject.Message, Id = "message-" + sequence, Properties = message, Created = call.Tenant.UtcNow },
        });
        return new GraphReply(202);
    }

    private static DirectoryObject Ready(GraphCall call)
    {
        var user = GraphUsers.Finished(call, call.Seen);
        return user.MailboxFrom is { } from && from <= call.Tenant.UtcNow
            ? user
            : throw new GraphError(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    private static JsonObject Mime(GraphCall call)
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
        if (!text.Contains("\n\n", StringComparison.Ordinal) && !text.Contains("\r\n\r\n", StringComparison.Ordinal))
            throw new GraphError(400, "ErrorMimeContentInvalid", "The MIME content is invalid.");
        return new JsonObject { ["mime"] = text };
    }

    private static JsonObject Json(GraphCall call)
    {
        if (call.Body()["message"] is not JsonObject message)
            throw new GraphError(400, "ErrorInvalidRequest", "The request is missing the parameter 'message'.");
        var recipients = new List<string>();
        foreach (var list in (string[])["toRecipients", "ccRecipients", "bccRecipients"])
            foreach (var one in message[list] as JsonArray ?? [])
                recipients.Add(one?["emailAddress"]?["address"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var address && address.IndexOf('@') > 0
                    ? address
                    : throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid."));
        if (recipients.Count == 0)
            throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        if (recipients.Count > MaxRecipients)
            throw new GraphError(400, "ErrorMessageRecipientLimitExceeded", "The message has more recipients than are allowed.");
        return new JsonObject { ["message"] = message.DeepClone() };
    }
}
