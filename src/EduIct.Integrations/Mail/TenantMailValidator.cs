using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>What the settings of mail lack to write letters with, told together with what else is wrong with them.</summary>
internal sealed class TenantMailValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> failures = [];
        if (options.From is null)
        {
            failures.Add("mail.from: Whom letters come from is not set (MailOptions.From).");
        }

        if (options.Language is not ("vi" or "en"))
        {
            failures.Add($"mail.language: '{options.Language}': must be vi or en (MailOptions.Language).");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
