using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Issues;

namespace EduIct.Cli.Calendars;

/// <summary>Duties as lines for people, one each.</summary>
internal sealed class CalendarText(CliTerminal terminal)
{
    private static readonly LocalizedText s_nothing = new("Không có việc nào.", "Nothing is due.");

    public void Write(LocalizedText heading, ImmutableArray<Duty> duties, IReadOnlyDictionary<string, DutyStatus>? statuses)
    {
        terminal.Out.WriteLine(terminal.Text(heading));
        if (duties.IsEmpty)
        {
            terminal.Out.WriteLine(terminal.Text(s_nothing));
        }

        foreach (IGrouping<string, Duty> group in duties.GroupBy(Group))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(group.Key);
            foreach (Duty duty in group)
            {
                string day = duty is { LastMoment: { } moment, IsDaily: false } ? $"{moment.Date:uuuu-MM-dd}" : "          ";
                string marks = string.Concat(Marks(duty, statuses).Select(mark => $" [{terminal.Text(mark)}]"));
                terminal.Out.WriteLine($"  {day}  {terminal.Text(duty.Entry.Title)} — {terminal.Text(duty.When)} ({duty.Directive.Header.Number}, {duty.Entry.Clause}){marks}");
            }
        }
    }

    private string Group(Duty duty) => terminal.Text(duty switch
    {
        { IsDaily: true } => new LocalizedText("Hằng ngày", "Every day"),
        { SchoolYear: { } year } => new LocalizedText($"Năm học {year}", $"School year {year}"),
        _ => new LocalizedText("Không nêu thời hạn", "Without a date"),
    });

    private static IEnumerable<LocalizedText> Marks(Duty duty, IReadOnlyDictionary<string, DutyStatus>? statuses)
    {
        if (duty.IsProjected)
        {
            yield return new("dự kiến", "projected");
        }

        if (duty.Entry.Provision.IsDraft)
        {
            yield return new("dự thảo", "draft");
        }

        if (duty.IsAssumed)
        {
            yield return new("ngày giả định", "assumed day");
        }

        if (statuses is not null && statuses.TryGetValue(duty.Id, out DutyStatus status) && status.Stage != DutyStage.NotDue)
        {
            yield return DutyWords.Of(status);
        }
    }
}
