using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Issues;
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
        var plan = new Option<string?>("--plan") { Description = "kế hoạch đã lập / a plan made before", HelpName = "FILE" };
        Option<string> ledger = TenantWork.LedgerOption();
        Option<bool> json = TenantWork.JsonOption();
        var yes = new Option<bool>("--yes") { Description = "không hỏi lại / answers the prompt" };
        var accept = new Option<ImmutableDictionary<string, int>>("--accept")
        {
            Description = $"chấp nhận vượt giới hạn / accepts a guard: {string.Join(", ", PlanGuard.Names)}",
            HelpName = "GUARD=N",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = Accepted,
        };
        var acceptFaults = new Option<bool>("--accept-faults") { Description = "bỏ qua những dòng có lỗi / leaves the people of faulty rows alone" };
        var command = new Command("apply", "Thực hiện. / Makes it so.") { tenant, roster, plan, ledger, json, yes, accept, acceptFaults };
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
                Confirm = result.GetValue(yes) || !CliTerminal.CanAsk ? null : (made, _) => Task.FromResult(Ask(terminal, made)),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliTerminal terminal, string tenantPath, string? rosterPath, string? planPath, string ledgerPath, bool json, ApplyOptions options, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken);
        using Provisioner provisioner = work.Provision(ledgerPath);
        if (work.Tenant.HandoverCertificate is null)
        {
            terminal.Note("Không có chứng thư để niêm phong mật khẩu (handover.certificate): chưa ai đăng nhập được vào tài khoản mới.",
                "No certificate to seal passwords to (handover.certificate): nobody can log in to new accounts yet.");
        }

        ApplyResult result;
        using (var progress = new RunProgressView(terminal))
        {
            if (planPath is not null)
            {
                PlanReading read = await PlanFile.ReadAsync(planPath, cancellationToken);
                if (read.Plan is null)
                {
                    foreach (Issue issue in read.Issues)
                    {
                        terminal.Fault(issue);
                    }

                    return read.Issues.Any(issue => issue.Code == "plan.unreadable") ? ExitCode.BadInput : ExitCode.Refused;
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

        foreach (GuardRefusal refusal in result.Refusals)
        {
            terminal.Fault(refusal.Message.Vi, refusal.Message.En);
        }

        // A faulty roster's faults stand above already.
        foreach (Issue issue in result.Outcome == ApplyOutcome.FaultyRoster ? [] : result.Issues)
        {
            terminal.Fault(issue);
        }

        if (json)
        {
            ApplyJson.Write(terminal.Out, result);
        }
        else
        {
            ApplyText.Write(terminal, result);
        }

        return result.Outcome switch
        {
            ApplyOutcome.Applied => ExitCode.Done,
            ApplyOutcome.PartlyApplied => ExitCode.Differences,
            ApplyOutcome.FaultyRoster => ExitCode.BadInput,
            _ => ExitCode.Refused,
        };
    }

    private static bool Ask(CliTerminal terminal, Plan plan)
    {
        PlanText.WriteTotals(terminal, plan);
        return terminal.Agrees(new LocalizedText("Thực hiện? [c/K] ", "Apply? [y/N] "));
    }

    private static ImmutableDictionary<string, int>? Accepted(ArgumentResult argument)
    {
        var accepted = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (Token token in argument.Tokens)
        {
            string[] parts = token.Value.Split('=');
            if (parts.Length == 2
                && PlanGuard.Names.Contains(parts[0])
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                && accepted.TryAdd(parts[0], count))
            {
                continue;
            }

            argument.AddError($"'{token.Value}' is not GUARD=N with a guard of {string.Join(", ", PlanGuard.Names)}, each once.");
        }

        return accepted.ToImmutable();
    }
}
