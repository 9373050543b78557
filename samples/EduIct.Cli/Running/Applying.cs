using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Tenants;

namespace EduIct.Cli.Running;

/// <summary>What every command that applies a plan asks, and how it tells what came of it.</summary>
internal static class Applying
{
    public static Option<string?> PlanOption() => new("--plan") { Description = "kế hoạch đã lập / a plan made before", HelpName = "FILE" };

    public static Option<bool> YesOption() => new("--yes") { Description = "không hỏi lại / answers the prompt" };

    public static Option<ImmutableDictionary<string, int>> AcceptOption() => new("--accept")
    {
        Description = $"chấp nhận vượt giới hạn / accepts a guard: {string.Join(", ", PlanGuard.Names)}",
        HelpName = "GUARD=N",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = Accepted,
    };

    /// <summary>The question before anything is stored; null where it is answered already, or nobody can.</summary>
    public static Func<Plan, CancellationToken, Task<bool>>? Confirm(CliTerminal terminal, bool yes) =>
        yes || !CliTerminal.CanAsk ? null : (plan, _) => Task.FromResult(Ask(terminal, plan));

    public static void NoteMissingCertificate(CliTerminal terminal, TenantFile tenant)
    {
        if (tenant.HandoverCertificate is null)
        {
            terminal.Note("Không có chứng thư để niêm phong mật khẩu (handover.certificate): chưa ai đăng nhập được vào tài khoản mới.",
                "No certificate to seal passwords to (handover.certificate): nobody can log in to new accounts yet.");
        }
    }

    /// <summary>Tells the faults of a plan file, and how the process ends.</summary>
    public static int TellBadPlan(CliTerminal terminal, PlanReading read)
    {
        foreach (Issue issue in read.Issues)
        {
            terminal.Fault(issue);
        }

        return read.Issues.Any(issue => issue.Code == "plan.unreadable") ? ExitCode.BadInput : ExitCode.Refused;
    }

    /// <summary>Tells what an application did, and how the process ends.</summary>
    public static int Tell(CliTerminal terminal, ApplyResult result, bool json)
    {
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
