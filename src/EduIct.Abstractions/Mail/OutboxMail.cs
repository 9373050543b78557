using NodaTime;

namespace EduIct.Mail;

/// <summary>A message to be sent once.</summary>
public sealed record OutboxMail
{
    /// <summary>Longest key: 200 characters.</summary>
    public const int LongestKey = 200;

    /// <summary>A message to be sent once.</summary>
    /// <param name="key">What it is for, such as <c>reminder/so-bentre/2016-2017/bao-cao/7</c>. The same key is the same mail, whatever the message. It is kept, so nothing personal.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">The key is empty or longer than <see cref="LongestKey"/>.</exception>
    public OutboxMail(string key, MailMessage message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(message);
        if (key.Length > LongestKey)
        {
            throw new ArgumentException($"A key has at most {LongestKey} characters.", nameof(key));
        }

        Key = key;
        Message = message;
    }

    /// <summary>What it is for.</summary>
    public string Key { get; }

    /// <summary>The message.</summary>
    public MailMessage Message { get; }

    /// <summary>Not to be sent before; null: at once.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>From when on it is reported as overdue while it is open; null: as the outbox's options have it.</summary>
    public Instant? OverdueAt { get; init; }

    /// <summary>
    /// Whether the recipients' addresses are kept once it is closed, as a register of official letters needs; false, the default: only digests of them, with which an
    /// address that is known can be recognised.
    /// </summary>
    public bool KeepsAddresses { get; init; }

    /// <summary>Its key.</summary>
    public override string ToString() => Key;
}
