using System.Globalization;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Running;

namespace EduIct.Cli.Running;

/// <summary>What an application did, for people.</summary>
internal static class ApplyText
{
    // A run that goes wrong goes wrong alike many times; the ledger and --json have them all.
    private const int ShownFailures = 50;

    public static void Write(CliTerminal terminal, ApplyResult result)
    {
        if (result.Resumed is { } resumed)
        {
            terminal.Say("Đã làm tiếp kế hoạch dang dở của lần chạy trước:", "Finished the open plan of the run before:");
            Write(terminal, resumed);
        }

        if (result.Run is { } run)
        {
            Write(terminal, run);
        }
        else if (result.Plan is { } plan && result.Outcome != ApplyOutcome.Refused && result.Resumed is null)
        {
            PlanText.WriteTotals(terminal, plan);
        }

        if (result.Mailboxes is { } mailboxes)
        {
            MailboxText.Write(terminal, mailboxes);
        }
    }

    private static void Write(CliTerminal terminal, RunSummary run)
    {
        terminal.Say(
            string.Create(CultureInfo.InvariantCulture, $"{run.States.GetValueOrDefault(OperationState.Done):N0} thao tác đã có hiệu lực, {run.States.GetValueOrDefault(OperationState.Stale):N0} không còn hợp với hiện trạng, {run.States.GetValueOrDefault(OperationState.Failed):N0} không thực hiện được."),
            string.Create(CultureInfo.InvariantCulture, $"{run.States.GetValueOrDefault(OperationState.Done):N0} operations in effect, {run.States.GetValueOrDefault(OperationState.Stale):N0} stale, {run.States.GetValueOrDefault(OperationState.Failed):N0} failed."));
        if (run.WithoutPassword > 0)
        {
            terminal.Note(
                $"{run.WithoutPassword} tài khoản mới hoặc mới đổi chủ có mật khẩu mà không ai biết.",
                $"{run.WithoutPassword} accounts, new or handed over, have a password that nobody knows.");
        }

        foreach (NotDone item in run.NotDone.Take(ShownFailures))
        {
            string what = item.Person?.ToString() ?? "";
            terminal.Fault(
                $"#{item.Seq} {OperationText.Describe(item.Kind).Vi} {what}: {item.State}, {item.Reason}",
                $"#{item.Seq} {item.Kind} {what}: {item.State}, {item.Reason}");
        }

        if (run.NotDone.Length > ShownFailures)
        {
            int hidden = run.NotDone.Length - ShownFailures;
            terminal.Fault($"… và {hidden} nữa (--json)", $"… and {hidden} more (--json)");
        }
    }
}
