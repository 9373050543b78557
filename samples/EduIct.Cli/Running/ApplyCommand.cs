using System.Collections.Immutable;
using System.CommandLine;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;

namespace EduIct.Cli.Running;

/// <summary><c>eduict apply</c>: makes it so, from a roster or from a plan made before.</summary>
internal static class ApplyCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string?> roster = TenantWork.RosterOption(required: false);
        Option<string?> plan = Applying.PlanOption();
        Option<string> ledger = TenantWork.LedgerOption();
        Option<bool> json = TenantWork.JsonOption();
        Option<bool> yes = Applying.YesOption();
        Option<ImmutableDictionary<string, int>> accept = Applying.AcceptOption();
        var acceptFaults = new Option<bool>("--accept-faults") { Description = "bỏ qua những dòng có lỗi / leaves the people of faulty rows alone" };
        Option<TimeSpan?> mailboxWait = TenantWork.MailboxWaitOption();
        var command = new Command("apply", "Thực hiện. / Makes it so.") { tenant, roster, plan, ledger, json, yes, accept, acceptFaults, mailboxWait };
        command.Validators.Add(result =>
        {
            if (result.GetResult(roster) is null == result.GetResult(plan) is null)
            {
                result.AddError("Give either --roster or --plan.");
            }

            if (result.GetResult(plan) is not null && result.GetValue(acceptFaults))
            {
                result.AddError("--accept-faults goes with --roster.");
            }
        });
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal,
            result.GetRequiredValue(tenant),
            result.GetValue(roster),
            result.GetValue(plan),
            result.GetRequiredValue(ledger),
            result.GetValue(json),
            new ApplyOptions
            {
                Accept = result.GetValue(accept) ?? ImmutableDictionary<string, int>.Empty,
                AcceptFaults = result.GetValue(acceptFaults),
                Confirm = Applying.Confirm(terminal, result.GetValue(yes)),
            },
            result.GetValue(mailboxWait),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliTerminal terminal, string tenantPath, string? rosterPath, string? planPath, string ledgerPath, bool json, ApplyOptions options, TimeSpan? mailboxWait, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken, mailboxWait);
        using Provisioner provisioner = work.Provision(ledgerPath);
        Applying.NoteMissingCertificate(terminal, work.Tenant);
        ApplyResult result;
        using (var progress = new RunProgressView(terminal))
        {
            if (planPath is not null)
            {
                PlanReading read = await PlanFile.ReadAsync(planPath, cancellationToken);
                if (read.Plan is null)
                {
                    return Applying.TellBadPlan(terminal, read);
                }

                result = await provisioner.ApplyAsync(read.Plan, options, progress, cancellationToken);
            }
            else
            {
                Roster roster = await work.ReadRosterAsync(rosterPath!, cancellationToken);
                TenantWork.TellFaults(terminal, roster);
                result = await provisioner.ApplyAsync(roster, options, progress, cancellationToken);
            }
        }

        return Applying.Tell(terminal, result, json);
    }
}
