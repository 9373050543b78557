using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Gives one token to everybody.</summary>
internal sealed class FixedToken(string token) : IMailTokenSource
{
    public Task<string> GetTokenAsync(string userName, CancellationToken cancellationToken = default) => Task.FromResult(token);
}
