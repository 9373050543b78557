namespace EduIct.Mail;

/// <summary>Mail through Exchange Online, as <c>mail.json</c> says it.</summary>
/// <param name="Provider">Id of the provider in <c>tenant.json</c> whose application sends; null: the only one of the kind <c>exchange</c>.</param>
/// <param name="Sender">Address or id of the mailbox that sends; null: each message is sent from the mailbox that it comes from.</param>
public sealed record MailByExchange(string? Provider, string? Sender);
