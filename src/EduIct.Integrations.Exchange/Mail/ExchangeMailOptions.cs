using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Exchange;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>How mail goes out through Exchange Online.</summary>
public sealed class ExchangeMailOptions
{
    /// <summary>
    /// The application and how it proves who it is, as for accounts; <see cref="ExchangeDirectoryOptions.For"/> makes it of a provider of <c>tenant.json</c>. It needs the application
    /// permission <c>Mail.Send</c>, and <c>Mail.ReadBasic.All</c> where <see cref="ExchangeMailTransport.FindAsync"/> is to find what went out; without that one a message whose sending
    /// had no clear outcome is sent again. Licences and usage location are not used here.
    /// </summary>
    public ExchangeDirectoryOptions Application { get; set; } = new();

    /// <summary>
    /// Address (user principal name) or id of the mailbox that sends, a user's or a shared one, which keeps a copy in its Sent Items; where a message comes from another address,
    /// the mailbox must have the right to send as that. Null, the default: each message is sent from the mailbox that it comes from.
    /// </summary>
    public string? Sender { get; set; }

    /// <summary>Checks everything, and reads the secret or the certificate.</summary>
    /// <param name="issues">All that is wrong: <c>exchange-mail.sender</c> and those of <see cref="ExchangeDirectoryOptions.TryCheck"/>.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck(out ImmutableArray<Issue> issues)
    {
        Application.TryCheck(out ImmutableArray<Issue> ofApplication);
        issues = Sender is null || Guid.TryParse(Sender, out _) || EmailAddress.TryParse(Sender, out _)
            ? ofApplication
            : ofApplication.Insert(0, new Issue(
                "exchange-mail.sender",
                new SourcePlace("mail", Field: "sender"),
                new LocalizedText($"'{Sender}' không phải địa chỉ hay mã (GUID) của một hộp thư.", $"'{Sender}' is neither the address nor the id (a GUID) of a mailbox.")));
        return issues.IsEmpty;
    }
}
