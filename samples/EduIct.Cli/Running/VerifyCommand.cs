using System.CommandLine;
using System.Globalization;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Planning;
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
        if (json)
        {
            WriteJson(terminal, verification);
        }
        else
        {
            WriteText(terminal, verification);
        }

        return verification.IsClean ? ExitCode.Done : ExitCode.Differences;
    }

    private static void WriteText(CliTerminal terminal, Verification verification)
    {
        foreach (PlanOperation difference in verification.Differences)
        {
            terminal.Out.WriteLine(terminal.Text(OperationText.Describe(difference)));
        }

        foreach (LeftAlone item in verification.LeftAlone.Where(item => item.Reason == LeftAloneReason.NoAddress))
        {
            terminal.Say($"? {item.What}: chưa được cấp địa chỉ", $"? {item.What}: was never given an address");
        }

        MailboxText.Write(terminal, verification.Mailboxes);
        int count = Count(verification);
        terminal.Say(
            string.Create(CultureInfo.InvariantCulture, $"{verification.Accounts:N0} tài khoản đã đọc lại, {count:N0} khác biệt."),
            string.Create(CultureInfo.InvariantCulture, $"{verification.Accounts:N0} accounts read back, {count:N0} differences."));
    }

    private static void WriteJson(CliTerminal terminal, Verification verification) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("accounts", verification.Accounts);
        json.WriteNumber("differences", Count(verification));
        PlanFile.WriteOperations(verification.Differences, json);
        json.WriteStartArray("leftAlone");
        foreach (LeftAlone item in verification.LeftAlone)
        {
            json.WriteStartObject();
            json.WriteString("leftAlone", item.What);
            json.WriteString("reason", JsonOutput.Camel(item.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        MailboxText.Write(json, verification.Mailboxes);
        json.WriteEndObject();
    });

    private static int Count(Verification verification) =>
        verification.Differences.Length + verification.LeftAlone.Count(item => item.Reason == LeftAloneReason.NoAddress);
}
