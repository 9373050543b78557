using System.CommandLine;
using EduIct.Cli.Terminal;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;

namespace EduIct.Cli.Planning;

/// <summary><c>eduict plan</c>: what would be done, without doing it.</summary>
internal static class PlanCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string?> roster = TenantWork.RosterOption();
        Option<string> ledger = TenantWork.LedgerOption();
        Option<bool> json = TenantWork.JsonOption();
        var output = new Option<string?>("--out") { Description = "ghi kế hoạch ra tệp / write the plan to a file", HelpName = "FILE" };
        var command = new Command("plan", "Lập kế hoạch, không thay đổi gì. / Plans; changes nothing.") { tenant, roster, ledger, json, output };
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal,
            result.GetRequiredValue(tenant),
            result.GetValue(roster)!,
            result.GetRequiredValue(ledger),
            result.GetValue(json),
            result.GetValue(output),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliTerminal terminal, string tenantPath, string rosterPath, string ledgerPath, bool json, string? output, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken);
        using Provisioner provisioner = work.Provision(ledgerPath);
        Roster roster = await work.ReadRosterAsync(rosterPath, cancellationToken);
        if (!roster.Issues.IsEmpty)
        {
            TenantWork.TellFaults(terminal, roster);
            return ExitCode.BadInput;
        }

        Plan plan = await provisioner.PlanAsync(roster, cancellationToken);
        if (output is not null)
        {
            await PlanFile.WriteAsync(plan, output, cancellationToken);
        }

        if (json)
        {
            JsonOutput.Write(terminal.Out, document => PlanFile.WriteDocument(plan, document));
        }
        else
        {
            PlanText.Write(terminal, plan);
        }

        return plan.IsEmpty ? ExitCode.Done : ExitCode.Differences;
    }
}
