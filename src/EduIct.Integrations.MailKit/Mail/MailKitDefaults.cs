using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Says that the transport is one of its own, until somebody says otherwise.</summary>
internal sealed class MailKitDefaults : IConfigureOptions<MailOptions>
{
    public void Configure(MailOptions options) => options.Transport = MailTransportKind.Own;
}
