using System.Collections.Immutable;
using EduIct.Issues;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Everything that is wrong with the settings of mail, at once.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        options.TryCheck(out ImmutableArray<Issue> issues);
        ValidateOptionsResult ranges = new MailOutboxOptionsValidator().Validate(name, options.Outbox);
        string[] failures = [.. issues.Select(issue => issue.ToString()), .. ranges.Failures ?? []];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
