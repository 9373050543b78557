using System.Runtime.CompilerServices;
using System.Text;
using EduIct.Directives;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>What an event of a feed says: equal contents are the same event unchanged.</summary>
/// <param name="Summary">What is due.</param>
/// <param name="Description">When, on whose authority, to whom; the words of the directive.</param>
/// <param name="Category">Number of the directive.</param>
public sealed record FeedContent(string Summary, string Description, string Category)
{
    // The schools of a province have the same duties.
    private static readonly ConditionalWeakTable<Duty, FeedContent> s_contents = [];

    /// <summary>The first day; null for what has no time: a task without a day.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>The time of the day; null for the whole day.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>Whether it comes back every day until the last one.</summary>
    public bool IsDaily { get; init; }

    /// <summary>The event of a duty: a day is that day, a month all of it, a longer time its last day, a time of day that time; no time is a task.</summary>
    public static FeedContent Of(Duty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return s_contents.GetValue(duty, static duty => Make(duty));
    }

    /// <summary>The event of a step of a chain: the day by which one below is to hand in.</summary>
    public static FeedContent Of(ChainStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        LocalDate day = step.LastMoment.Date;
        FeedContent top = Of(step.Duty);
        return top with
        {
            Description = $"{step.Unit.Name} gửi {step.To.Name}, để kịp hạn của cấp trên.\n{top.Description}",
            From = day,
            Until = day,
            Time = null,
            IsDaily = false,
        };
    }

    private static FeedContent Make(Duty duty)
    {
        Provision provision = duty.Entry.Provision;
        var text = new StringBuilder();
        text.Append(duty.IsProjected ? "Dự kiến, theo: " : "").Append('“').Append(provision.Words).Append("” (").Append(duty.Directive.Header.Number).Append(", ").Append(provision.Clause).Append(")\n");
        text.Append("Thời hạn: ").Append(duty.When.Vi).Append(duty.IsAssumed ? " (chưa có kế hoạch thời gian năm học)" : "").Append('\n');
        if (duty.To is { } to)
        {
            text.Append("Nơi nhận: ").Append(to.Vi).Append('\n');
        }

        if (provision.IsDraft)
        {
            text.Append("Văn bản dự thảo.\n");
        }

        text.Append(provision.Title.En).Append("; ").Append(duty.When.En);
        var content = new FeedContent((duty.IsProjected ? "[Dự kiến] " : "") + provision.Title.Vi, text.ToString(), duty.Directive.Header.Number);
        return duty switch
        {
            { LastMoment: null } => content,
            { IsDaily: true, LastMoment: { } end } => content with { From = duty.Days.From, Until = end.Date, Time = duty.Precision == DuePrecision.Minute ? end.TimeOfDay : null, IsDaily = true },
            { Precision: DuePrecision.Month, LastMoment: { } end } => content with { From = LocalDate.Min(duty.Days.From!.Value, end.Date), Until = end.Date },
            { LastMoment: { } end } => content with { From = end.Date, Until = end.Date, Time = duty.Precision == DuePrecision.Minute ? end.TimeOfDay : null },
        };
    }
}
