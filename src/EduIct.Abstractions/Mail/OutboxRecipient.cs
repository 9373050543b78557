using NodaTime;

namespace EduIct.Mail;

/// <summary>A recipient of a message of an outbox.</summary>
/// <param name="Who">The address in lower case; for a closed message whose addresses are not kept, <c>sha256:</c> and a digest.</param>
/// <param name="TakenAt">When the transport took the message over for this recipient; null: it did not (yet).</param>
/// <param name="Fault">What the last attempt met; null: nothing, or none was made.</param>
/// <param name="Reason">The server's code for it; null: none.</param>
public sealed record OutboxRecipient(string Who, Instant? TakenAt, MailErrorKind? Fault, string? Reason);
