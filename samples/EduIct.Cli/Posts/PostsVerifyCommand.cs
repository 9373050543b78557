using System.CommandLine;
using EduIct.Cli.Planning;
using EduIct.Cli.Running;
using EduIct.Cli.Terminal;
using EduIct.Planning;
using EduIct.Provisioning;

namespace EduIct.Cli.Posts;

/// <summary><c>eduict posts verify</c>: reads the provider back and tells what differs from what posts and holders ask.</summary>
internal sealed class PostsVerifyCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string?> _holders = PostInput.HoldersOption(required: true);
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly PostInput _input = new();
    private readonly Option<bool> _json = TenantWork.JsonOption();
    private readonly Option<TimeSpan?> _mailboxWait = TenantWork.MailboxWaitOption();

    private PostsVerifyCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var verify = new PostsVerifyCommand(terminal);
        var command = new Command("verify", "Đọc lại nhà cung cấp và báo mọi khác biệt. / Reads the provider back and reports every difference.")
        {
            verify._tenant, verify._holders, verify._ledger, verify._input.Units, verify._input.Packs, verify._input.Date, verify._json, verify._mailboxWait,
        };
        command.SetAction(verify.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken, parsed.GetValue(_mailboxWait));
        using Provisioner provisioner = work.Provision(parsed.GetRequiredValue(_ledger));
        if (await _input.ReadAsync(parsed, work.Tenant, parsed.GetValue(_holders), _terminal, cancellationToken) is not { } roster)
        {
            return ExitCode.BadInput;
        }

        Verification verification = await provisioner.VerifyPostsAsync(roster, cancellationToken);
        bool json = parsed.GetValue(_json);
        if (!json)
        {
            LeftAlonePosts.Write(_terminal, verification.LeftAlone.Where(item => item.Reason != LeftAloneReason.NoAddress));
        }

        VerificationText.Write(_terminal, verification, json, new("hộp thư chức danh", "mailboxes of posts"));
        return verification.IsClean ? ExitCode.Done : ExitCode.Differences;
    }
}
