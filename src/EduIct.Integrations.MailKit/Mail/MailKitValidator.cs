using System.Collections.Immutable;
using EduIct.Issues;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>What is wrong with the settings of the server, told together with what is wrong with those of mail.</summary>
internal sealed class MailKitValidator(IOptions<MailServerOptions> server) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        server.Value.TryCheck(out ImmutableArray<Issue> issues) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(issues.Select(issue => issue.ToString()));
}
