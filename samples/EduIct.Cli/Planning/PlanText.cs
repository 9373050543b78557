using System.Globalization;
using EduIct.Cli.Terminal;
using EduIct.Planning;

namespace EduIct.Cli.Planning;

/// <summary>A plan for people: every operation a line while there are few, a sample of each kind where there are many, and the totals last.</summary>
internal static class PlanText
{
    private const int ShownOfEachKind = 20;

    public static void Write(CliTerminal terminal, Plan plan)
    {
        foreach (IGrouping<OperationKind, PlanOperation> kind in plan.Operations.GroupBy(operation => operation.Kind).OrderBy(group => group.Key))
        {
            foreach (PlanOperation operation in kind.Take(ShownOfEachKind))
            {
                terminal.Out.WriteLine(terminal.Text(OperationText.Describe(operation)));
            }

            int hidden = kind.Count() - ShownOfEachKind;
            if (hidden > 0)
            {
                string number = hidden.ToString("N0", CultureInfo.InvariantCulture);
                terminal.Say($"  … và {number} thao tác nữa ({OperationText.Describe(kind.Key).Vi}; xem hết: --out hoặc --json)", $"  … and {number} more ({OperationText.Describe(kind.Key).En}; for all: --out or --json)");
            }
        }

        WriteTotals(terminal, plan);
    }

    public static void WriteTotals(CliTerminal terminal, Plan plan)
    {
        if (plan.IsEmpty)
        {
            terminal.Say("Kế hoạch rỗng: không có gì khác.", "The plan is empty: nothing differs.");
        }

        foreach ((OperationKind kind, int count) in plan.Counts.OrderBy(pair => pair.Key))
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9:N0}  {terminal.Text(OperationText.Describe(kind))}"));
        }

        foreach (IGrouping<LeftAloneReason, LeftAlone> reason in plan.LeftAlone.GroupBy(item => item.Reason).OrderBy(group => group.Key))
        {
            terminal.Say(
                string.Create(CultureInfo.InvariantCulture, $"{reason.Count(),9:N0}  để nguyên: {OperationText.Describe(reason.Key).Vi}"),
                string.Create(CultureInfo.InvariantCulture, $"{reason.Count(),9:N0}  left alone: {OperationText.Describe(reason.Key).En}"));
        }

        foreach (SeatNeed need in plan.Header.Seats)
        {
            terminal.Say(
                string.Create(CultureInfo.InvariantCulture, $"{need.Needed,9:N0}  giấy phép {need.Licence} ở '{need.Provider}' cần đến, {need.Free:N0} còn trống"),
                string.Create(CultureInfo.InvariantCulture, $"{need.Needed,9:N0}  seats of {need.Licence} at '{need.Provider}' are needed, {need.Free:N0} are free"));
        }

        if (plan.Header.OutOfScope > 0)
        {
            terminal.Say(
                string.Create(CultureInfo.InvariantCulture, $"{plan.Header.OutOfScope,9:N0}  người ngoài phạm vi (kể cả phụ huynh)"),
                string.Create(CultureInfo.InvariantCulture, $"{plan.Header.OutOfScope,9:N0}  people outside the scope (guardians included)"));
        }
    }
}
