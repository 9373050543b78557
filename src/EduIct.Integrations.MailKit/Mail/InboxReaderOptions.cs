using System.ComponentModel.DataAnnotations;

namespace EduIct.Mail;

/// <summary>Which mailbox is read, and how far.</summary>
public sealed class InboxReaderOptions
{
    /// <summary>The server and the login.</summary>
    public MailServerOptions Server { get; set; } = new();

    /// <summary>The folder, with the server's own separator. Default: <c>INBOX</c>.</summary>
    [Required]
    public string Folder { get; set; } = "INBOX";

    /// <summary>How old messages may be, by the server's date of arrival: older ones are not looked at, so that a mailbox of years is not read at the first start. 1 day to 10 years. Default: 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(60);

    /// <summary>Largest message that is read, 1 KiB to 100 MiB: it is held in memory. A larger one is given up. Default: 36 MiB, Exchange Online's limit of a message.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public int LargestMessage { get; set; } = 36 * 1024 * 1024;

    /// <summary>Attempts at one message, 1 to 50, before it is given up. Default: 5.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 5;
}
