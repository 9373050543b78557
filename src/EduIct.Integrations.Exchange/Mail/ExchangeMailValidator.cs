using System.Collections.Immutable;
using EduIct.Issues;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>What is wrong with the settings of Exchange, told together with what is wrong with those of mail.</summary>
internal sealed class ExchangeMailValidator(IOptions<ExchangeMailOptions> exchange) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        exchange.Value.TryCheck(out ImmutableArray<Issue> issues) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(issues.Select(issue => issue.ToString()));
}
