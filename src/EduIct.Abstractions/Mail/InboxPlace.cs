namespace EduIct.Mail;

/// <summary>Where a message lies (RFC 3501 section 2.3.1.1): a place is given once. A mailbox that counts anew says so by another validity.</summary>
/// <param name="Mailbox">The mailbox: server, account and folder.</param>
/// <param name="Validity">UIDVALIDITY.</param>
/// <param name="Uid">UID.</param>
public readonly record struct InboxPlace(string Mailbox, uint Validity, uint Uid);
