using System.CommandLine;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Provisioning;
using EduIct.Rosters;

namespace EduIct.Cli.Running;

/// <summary><c>eduict verify</c>: reads the providers back and tells every difference.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string?> roster = TenantWork.RosterOption();
        Option<string> ledger = TenantWork.LedgerOption();
        Option<bool> json = TenantWork.JsonOption();
        Option<TimeSpan?> mailboxWait = TenantWork.MailboxWaitOption();
        var command = new Command("verify", "Đọc lại nhà cung cấp và báo mọi khác biệt. / Reads the provider back and reports every difference.") { tenant, roster, ledger, json, mailboxWait };
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal,
            result.GetRequiredValue(tenant),
            result.GetValue(roster)!,
            result.GetRequiredValue(ledger),
            result.GetValue(json),
            result.GetValue(mailboxWait),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliTerminal terminal, string tenantPath, string rosterPath, string ledgerPath, bool json, TimeSpan? mailboxWait, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken, mailboxWait);
        using Provisioner provisioner = work.Provision(ledgerPath);
        Roster roster = await work.ReadRosterAsync(rosterPath, cancellationToken);
        if (!roster.Issues.IsEmpty)
        {
            TenantWork.TellFaults(terminal, roster);
            return ExitCode.BadInput;
        }

        Verification verification = await provisioner.VerifyAsync(roster, cancellationToken);
        VerificationText.Write(terminal, verification, json, new("tài khoản", "accounts"));
        return verification.IsClean ? ExitCode.Done : ExitCode.Differences;
    }
}
