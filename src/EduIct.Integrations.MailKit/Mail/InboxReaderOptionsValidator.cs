using System.Collections.Immutable;
using EduIct.Issues;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Everything that is wrong with the settings of a mailbox, at once.</summary>
internal sealed class InboxReaderOptionsValidator : IValidateOptions<InboxReaderOptions>
{
    public ValidateOptionsResult Validate(string? name, InboxReaderOptions options)
    {
        options.Server.TryCheck(out ImmutableArray<Issue> issues);
        if (string.IsNullOrEmpty(options.Server.UserName) && !issues.Any(issue => issue.Code == "mailkit.login"))
        {
            issues = issues.Add(new Issue(
                "mailkit.login", new SourcePlace("mailkit", Field: "userName"), new LocalizedText("Đọc hộp thư cần đăng nhập.", "Reading a mailbox needs a login.")));
        }

        ValidateOptionsResult ranges = new InboxReaderRanges().Validate(name, options);
        string[] failures = [.. issues.Select(issue => issue.ToString()), .. ranges.Failures ?? []];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
