namespace EduIct.Mail;

/// <summary>What a reading of a mailbox did.</summary>
/// <param name="Handled">Messages that were handled.</param>
/// <param name="Copies">Messages that are copies of such as were handled before.</param>
/// <param name="Failed">Messages whose handling failed; they are tried again at the next reading.</param>
/// <param name="GivenUp">Messages that were given up: too large, or their handling failed too often.</param>
public sealed record InboxReport(int Handled, int Copies, int Failed, int GivenUp);
