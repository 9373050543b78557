using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>How mail goes out.</summary>
public sealed class MailOptions
{
    /// <summary>Which way. Default: <see cref="MailTransportKind.Pickup"/>.</summary>
    public MailTransportKind Transport { get; set; }

    /// <summary>Whom letters and results come from; answers go there. Null, the default: nobody, which <see cref="TenantMailFactory"/> refuses.</summary>
    public MailParty? From { get; set; }

    /// <summary>Language of letters and results, <c>vi</c> or <c>en</c>. Default: <c>vi</c>.</summary>
    public string Language { get; set; } = "vi";

    /// <summary>The pickup folder; used by that transport only.</summary>
    public PickupFolderOptions Pickup { get; } = new();

    /// <summary>The mail server; used by that transport only.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>How fast and how often.</summary>
    public MailOutboxOptions Outbox { get; } = new();

    /// <summary>Folder with templates of the caller's own, see <see cref="MailTemplates.TryLoad"/>; null, the default: the embedded ones.</summary>
    public string? TemplateFolder { get; set; }

    /// <summary>Checks the transport's settings and reads the templates; the ranges of <see cref="Outbox"/> are checked beside.</summary>
    /// <param name="issues">All that is wrong: <c>mail.transport</c>, <c>mail.pickup-folder</c>, those of <see cref="SmtpOptions.TryCheck"/> and of <see cref="MailTemplates.TryLoad"/>.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck(out ImmutableArray<Issue> issues)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        switch (Transport)
        {
            case MailTransportKind.Smtp:
                Smtp.TryCheck(out ImmutableArray<Issue> ofServer);
                found.AddRange(ofServer);
                break;
            case MailTransportKind.Pickup when string.IsNullOrWhiteSpace(Pickup.Folder):
                Add("mail.pickup-folder", "pickup.folder", "Chưa chọn thư mục để ghi thư đi.", "No folder is chosen for outgoing mail.");
                break;
            case MailTransportKind.Pickup or MailTransportKind.Own:
                break;
            default:
                Add("mail.transport", "transport", $"Không có cách gửi '{Transport}'.", $"There is no transport '{Transport}'.");
                break;
        }

        if (TemplateFolder is not null && !MailTemplates.TryLoad(TemplateFolder, out _, out ImmutableArray<Issue> ofTemplates))
        {
            found.AddRange(ofTemplates);
        }

        issues = found.ToImmutable();
        return issues.IsEmpty;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("mail", Field: field), new LocalizedText(vi, en)));
    }
}
