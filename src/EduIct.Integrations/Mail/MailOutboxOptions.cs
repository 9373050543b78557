using System.ComponentModel.DataAnnotations;

namespace EduIct.Mail;

/// <summary>How fast messages are sent, and how often and how long they are tried.</summary>
public sealed class MailOutboxOptions
{
    /// <summary>Attempts at one message that reached the transport, 1 to 50. Default: 12, with the other defaults some 21 hours.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Wait before the second attempt; doubled for each further one. 1 second to 1 day. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest wait between two attempts, 1 second to 2 days. Default: 4 hours. A server that asks for more gets what it asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "2.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Age at which a message is given up, 1 minute to 30 days. Default: 5 days (RFC 5321 section 4.5.4.1).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Age from which an open message is overdue, unless it says so itself; 1 minute to 30 days. Default: 4 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Messages on their way at once, 1 to 32. Default: 4; Exchange Online takes 3 connections of a mailbox at once.</summary>
    [Range(1, 32)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Messages in any 60 seconds, 1 to 100,000. Default: 30, Exchange Online's limit for a mailbox.</summary>
    [Range(1, 100_000)]
    public int MessagesPerMinute { get; set; } = 30;

    /// <summary>Recipients in any 24 hours, by this outbox: 1 or more; null, the default: no limit. Exchange Online: 10,000 for a mailbox; Google Workspace by SMTP: 2,000 messages for a user.</summary>
    [Range(1, int.MaxValue)]
    public int? RecipientsPerDay { get; set; }
}
