using System.Collections.Immutable;

namespace EduIct.Mail;

/// <summary>How an outbox stands.</summary>
/// <param name="Open">Messages still to be sent.</param>
/// <param name="Sent">Messages that were sent, ever.</param>
/// <param name="Failed">Messages that were given up, ever.</param>
/// <param name="Overdue">Open messages whose time is over, oldest first.</param>
public sealed record OutboxReport(int Open, int Sent, int Failed, ImmutableArray<OutboxEntry> Overdue);
