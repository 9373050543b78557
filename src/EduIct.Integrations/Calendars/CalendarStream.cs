using System.Runtime.CompilerServices;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// Writes a feed with the iCalendar library: folding at 75 octets and escaping are its work. The library needs some ten thousandths of a second for an event, and the schools of
/// a province have the same ones, so a written event is remembered as long as its content lives, and only the UID in it changes.
/// </summary>
internal static class CalendarStream
{
    private const string Zone = "Asia/Ho_Chi_Minh";
    private const string End = "END:VCALENDAR\r\n";

    private static readonly ConditionalWeakTable<FeedContent, WrittenEvent> s_written = [];

    public static string Write(CalendarFeed feed)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//EduIct//EduIct//VI", Method = "PUBLISH" };

        // RFC 7986, and the older names that clients still read.
        calendar.AddProperty("NAME", Text(feed.Name.Vi));
        calendar.AddProperty("X-WR-CALNAME", Text(feed.Name.Vi));
        calendar.AddProperty("X-WR-TIMEZONE", Zone);
        var refresh = new CalendarProperty("REFRESH-INTERVAL", "PT12H");
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        calendar.AddProperty("X-PUBLISHED-TTL", "PT12H");
        if (feed.Events.Values.Any(one => one.Content.Time is not null))
        {
            calendar.AddTimeZone(Zoned());
        }

        string frame = new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The iCalendar library wrote nothing.");
        var text = new StringBuilder(frame, 0, frame.LastIndexOf(End, StringComparison.Ordinal), frame.Length + (feed.Events.Count * 1024));
        foreach (FeedEvent published in feed.Events.Values)
        {
            if (s_written.TryGetValue(published.Content, out WrittenEvent? written) && written.IsOf(published, feed.AlarmDays))
            {
                written.AppendTo(text, published.Uid);
                continue;
            }

            string component = Component(published, feed);
            text.Append(component);
            if (WrittenEvent.TryCut(component, published, feed.AlarmDays) is { } cut)
            {
                s_written.AddOrUpdate(published.Content, cut);
            }
        }

        return text.Append(End).ToString();
    }

    private static string Component(FeedEvent published, CalendarFeed feed) =>
        new ComponentSerializer().SerializeToString(published.Content.From is { } from ? Event(published, from, feed) : Todo(published))
        ?? throw new InvalidOperationException("The iCalendar library wrote nothing.");

    private static CalendarEvent Event(FeedEvent published, LocalDate from, CalendarFeed feed)
    {
        FeedContent content = published.Content;
        var one = new CalendarEvent { Status = published.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed, Transparency = TransparencyType.Transparent };
        Describe(one, published);
        if (content.Time is { } time)
        {
            one.DtStart = new CalDateTime(from.Year, from.Month, from.Day, time.Hour, time.Minute, 0, Zone);
        }
        else
        {
            // An all-day event ends on the day after its last one (RFC 5545, 3.6.1).
            LocalDate end = (content.IsDaily ? from : content.Until!.Value).PlusDays(1);
            one.DtStart = Day(from);
            one.DtEnd = Day(end);
        }

        if (content.IsDaily)
        {
            LocalDate until = content.Until!.Value;
            one.RecurrenceRule = new RecurrenceRule(FrequencyType.Daily, 1)
            {
                // Of the same type as the start: a day, or a moment in UTC (RFC 5545, 3.3.10).
                Until = content.Time is { } last ? Moment(VietnamTime.At(until, last).ToInstant()) : Day(until),
            };
        }

        if (published.IsCancelled || (content.IsDaily && content.Time is null))
        {
            return one;
        }

        if (content.IsDaily)
        {
            one.Alarms.Add(Ring(content, Ical.Net.DataTypes.Duration.Zero));
            return one;
        }

        foreach (int days in feed.AlarmDays)
        {
            // At eight in the morning, so many days before the last one; counted from the start, which every client does right.
            int fromStart = NodaTime.Period.DaysBetween(from, content.Until!.Value) - days;
            one.Alarms.Add(Ring(content, Ical.Net.DataTypes.Duration.FromHours((fromStart * 24) + 8)));
        }

        return one;
    }

    private static Alarm Ring(FeedContent content, Ical.Net.DataTypes.Duration fromStart) =>
        new() { Action = AlarmAction.Display, Description = Text(content.Summary), Trigger = new Trigger(fromStart) };

    // UTC+7 without summer time since 13 June 1975; what the library derives of the zone's history repeats that day every year.
    private static VTimeZone Zoned()
    {
        var zone = new VTimeZone { TzId = Zone };
        zone.Children.Add(new VTimeZoneInfo("STANDARD")
        {
            DtStart = new CalDateTime(1975, 6, 13, 0, 0, 0),
            OffsetFrom = new UtcOffset(TimeSpan.FromHours(7)),
            OffsetTo = new UtcOffset(TimeSpan.FromHours(7)),
            TimeZoneName = "+07",
        });
        return zone;
    }

    private static Todo Todo(FeedEvent published)
    {
        var task = new Todo { Status = published.IsCancelled ? TodoStatus.Cancelled : TodoStatus.NeedsAction };
        Describe(task, published);
        return task;
    }

    private static void Describe(RecurringComponent component, FeedEvent published)
    {
        component.Uid = published.Uid;
        component.Sequence = published.Sequence;
        component.DtStamp = Moment(published.Modified);
        component.LastModified = Moment(published.Modified);
        component.Summary = Text(published.Content.Summary);
        component.Description = Text(published.Content.Description);
        component.Categories = [Text(published.Content.Category)];
        component.Class = "PUBLIC";
    }

    private static CalDateTime Day(LocalDate day) => new(day.Year, day.Month, day.Day);

    private static CalDateTime Moment(Instant moment) => new(moment.ToDateTimeUtc(), "UTC");

    // A pack of a stranger may hold what no calendar may: controls other than line ends.
    private static string Text(string text) => string.Concat(text.Normalize().Where(c => c == '\n' || !char.IsControl(c)));
}
