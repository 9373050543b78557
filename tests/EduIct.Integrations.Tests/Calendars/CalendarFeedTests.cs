using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;
using Xunit.Abstractions;

namespace EduIct.Integrations.Tests.Calendars;

public sealed class CalendarFeedTests(ITestOutputHelper output) : IDisposable
{
    private const string Script = """
        import ICAL from 'ical.js';
        import { readFileSync } from 'node:fs';
        const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
        for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
        const events = calendar.getAllSubcomponents('vevent').map(component => {
          const event = new ICAL.Event(component);
          const times = [];
          if (event.isRecurring()) {
            const all = event.iterator();
            for (let next = all.next(); next; next = all.next()) times.push(next.toJSDate().toISOString());
          }
          return { uid: event.uid, summary: event.summary, description: event.description, start: event.startDate.toString(), end: event.endDate.toString(),
            allDay: event.startDate.isDate, sequence: event.sequence, status: component.getFirstPropertyValue('status'),
            alarms: component.getAllSubcomponents('valarm').length, times: times.length, first: times[0], last: times.at(-1) };
        });
        const tasks = calendar.getAllSubcomponents('vtodo').map(component => ({ uid: component.getFirstPropertyValue('uid'), summary: component.getFirstPropertyValue('summary') }));
        console.log(JSON.stringify({ name: calendar.getFirstPropertyValue('name'), events, tasks }));
        """;

    private static readonly Instant s_now = Instant.FromUtc(2014, 9, 30, 1, 0);
    private static readonly LocalizedText s_name = new("Trường THPT Nguyễn Đình Chiểu – cơ sở Bến Tre", "Nguyễn Đình Chiểu upper secondary school");
    private static readonly ReportingCalendar s_calendar = new(DirectiveLibrary.Embedded);
    private static readonly ImmutableArray<Duty> s_duties = s_calendar.For(UnitKind.UpperSecondary, "HaNoi", new SchoolYear(2014));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_feed_has_each_duty_once_and_loses_none()
    {
        foreach (SchoolYear year in Enumerable.Range(2007, 10).Select(year => new SchoolYear(year)))
        {
            ImmutableArray<Duty> duties = s_calendar.In(year);
            CalendarFeed feed = CalendarFeed.First("all", s_name, duties, s_now);
            string text = feed.ToICalendar();

            Assert.Equal(duties.Select(duty => duty.Id + "/all@eduict").Order(StringComparer.Ordinal), feed.Events.Keys);
            Assert.Equal(duties.Length, Count(text, "\nUID:"));
            Assert.Equal(duties.Count(duty => duty.LastMoment is null), Count(text, "BEGIN:VTODO"));
        }
    }

    [Fact]
    public void Feeds_of_units_with_the_same_duties_differ_only_in_their_names_and_uids()
    {
        string[] keys = ["truong:001", "truong:002", "mã, có dấu; và dài hơn một dòng của bảy mươi lăm byte trong tệp iCalendar", "truong:003"];
        string[] texts = [.. keys.Select(key => Unfolded(CalendarFeed.First(key, s_name, s_duties, s_now).ToICalendar()))];

        Assert.All(keys.Zip(texts), one => Assert.Equal(texts[0].Replace("/truong:001@eduict", $"/{Escaped(one.First)}@eduict", StringComparison.Ordinal), one.Second));
        Assert.Contains("/truong:001@eduict", texts[0], StringComparison.Ordinal);

        // Another version, other alarms: nothing of what was written before.
        CalendarFeed later = CalendarFeed.First(keys[0], s_name, s_duties, s_now + NodaTime.Duration.FromDays(1)) with { AlarmDays = [3] };
        string text = Unfolded(later.ToICalendar());
        Assert.Equal(s_duties.Length, Count(text, "DTSTAMP:20141001T010000Z"));
        Assert.True(Count(text, "BEGIN:VALARM") < Count(texts[0], "BEGIN:VALARM"));

        static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
        static string Escaped(string text) => text.Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_of_75_octets_at_most_and_text_comes_back_whole()
    {
        string text = CalendarFeed.First("gso:01", s_name, s_duties, s_now).ToICalendar();

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', text);
        string unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Bảo dưỡng\\, bảo trì máy tính và thiết bị số mỗi học kỳ một lần", unfolded, StringComparison.Ordinal);
        Assert.Contains("NAME:Trường THPT Nguyễn Đình Chiểu – cơ sở Bến Tre", unfolded, StringComparison.Ordinal);
        Assert.Equal(text, CalendarFeed.First("gso:01", s_name, s_duties, s_now).ToICalendar());
    }

    [Fact]
    public void A_day_is_all_day_and_a_time_of_day_is_timed()
    {
        string unfolded = CalendarFeed.First("gso:01", s_name, [.. s_duties, .. s_calendar.In(new SchoolYear(2016))], s_now).ToICalendar().Replace("\r\n ", "", StringComparison.Ordinal);
        string day = Component(unfolded, "4622.guidance-to-ministry/gso:01@eduict"), morning = Component(unfolded, "10007-hanoi.mail-and-website-twice-a-day@09:00/gso:01@eduict");

        Assert.Contains("DTSTART;VALUE=DATE:20160929\r\n", day, StringComparison.Ordinal);
        Assert.Contains("DTEND;VALUE=DATE:20160930\r\n", day, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Asia/Ho_Chi_Minh:20140925T090000\r\n", morning, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=DAILY;UNTIL=20150831T020000Z\r\n", morning, StringComparison.Ordinal);
        Assert.Equal(2, Count(day, "BEGIN:VALARM"));
    }

    [Fact]
    public void What_does_not_change_keeps_its_number_what_changes_gets_the_next_and_what_goes_is_cancelled()
    {
        CalendarFeed first = CalendarFeed.First("u", s_name, s_duties, s_now);
        Duty moved = s_duties.Single(duty => duty.Id == "10007-hanoi.ict-survey");
        Duty withdrawn = s_duties.Single(duty => duty.Id == "10007-hanoi.festival-final");
        Duty later = moved with { LastMoment = VietnamTime.EndOf(new LocalDate(2014, 11, 15)) };
        CalendarFeed second = first.Next(s_duties.Remove(withdrawn).Replace(moved, later), [], s_now + Duration.FromDays(3));
        CalendarFeed third = second.Next(s_duties, [], s_now + Duration.FromDays(5));

        Assert.Same(first, first.Next(s_duties, [], s_now + Duration.FromDays(1)));
        Assert.Equal((1, false), State(second, moved));
        Assert.Equal((1, true), State(second, withdrawn));
        Assert.Equal((0, false), State(second, s_duties.First(duty => duty.Id == "10007-hanoi.final-report")));
        Assert.Equal((2, false), State(third, moved));
        Assert.Equal((2, false), State(third, withdrawn));
        Assert.Contains("STATUS:CANCELLED", Component(second.ToICalendar(), "10007-hanoi.festival-final/u@eduict"), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN:VALARM", Component(second.ToICalendar(), "10007-hanoi.festival-final/u@eduict"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_feed_goes_on_where_it_was()
    {
        var store = new FolderFeedStore(_folder["feeds"]);
        CalendarFeed feed = CalendarFeed.First("vendor:x:trường/../1", s_name, s_duties, s_now).Next(s_duties.RemoveAt(0), [], s_now + Duration.FromDays(1));
        await store.SaveAsync(feed);
        CalendarFeed? back = await store.FindAsync("vendor:x:trường/../1");

        Assert.Equal(feed.ToICalendar(), back!.ToICalendar());
        Assert.Same(back, back.Next(s_duties.RemoveAt(0), [], s_now + Duration.FromDays(9)));
        Assert.Null(await store.FindAsync("another"));
        Assert.Single(Directory.GetFiles(_folder["feeds"]));
    }

    [Fact]
    public async Task A_file_that_is_no_feed_is_told()
    {
        var store = new FolderFeedStore(_folder["feeds"]);
        await store.SaveAsync(CalendarFeed.First("u", s_name, s_duties, s_now));
        await File.WriteAllTextAsync(Directory.GetFiles(_folder["feeds"])[0], "{\"key\": \"u\"}");

        await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync("u"));
    }

    [Fact]
    public void What_a_stranger_writes_cannot_break_out_of_its_line()
    {
        var name = new LocalizedText("A\r\nBEGIN:VEVENT\u0007", "A");
        string text = CalendarFeed.First("u", name, s_duties, s_now).ToICalendar();

        Assert.Equal(s_duties.Count(duty => duty.LastMoment is not null), Count(text, "\nBEGIN:VEVENT"));
        Assert.DoesNotContain('\u0007', text);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_calendar_library_of_another_language_reads_the_feed()
    {
        (int exit, _, string why) = await OutsideProgram.RunAsync("npm", "install", "--prefix", _folder.Path, "--no-audit", "--no-fund", "ical.js");
        if (exit != 0)
        {
            string reason = $"Skipped: node, npm or the package ical.js is not to be had here ({exit}: {why.Trim()}).";
            output.WriteLine(reason);
            await Console.Out.WriteLineAsync(reason);
            return;
        }

        ImmutableArray<Duty> duties = [.. s_duties, .. s_calendar.In(new SchoolYear(2016))];
        Duty withdrawn = duties.Single(duty => duty.Id == "10007-hanoi.ict-survey");
        CalendarFeed feed = CalendarFeed.First("gso:01", s_name, duties, s_now).Next(duties.Remove(withdrawn), [], s_now);
        await File.WriteAllTextAsync(_folder["feed.ics"], feed.ToICalendar());
        await File.WriteAllTextAsync(_folder["read.mjs"], Script);
        (int ran, string text, string error) = await OutsideProgram.RunAsync("node", _folder["read.mjs"], _folder["feed.ics"]);
        Assert.True(ran == 0, error);

        JsonNode read = JsonNode.Parse(text)!;
        Assert.Equal(s_name.Vi, (string?)read["name"]);
        Dictionary<string, JsonNode> events = read["events"]!.AsArray().ToDictionary(one => (string)one!["uid"]!, one => one!, StringComparer.Ordinal);
        Assert.Equal(feed.Events.Count, events.Count + read["tasks"]!.AsArray().Count);
        foreach (FeedEvent published in feed.Events.Values.Where(one => one.Content.From is not null))
        {
            JsonNode one = events[published.Uid];
            Assert.Equal(published.Content.Summary, (string?)one["summary"]);
            Assert.Equal(published.Content.Description, (string?)one["description"]);
            Assert.Equal(published.Sequence, (int)one["sequence"]!);
            Assert.Equal(published.Content.Time is null, (bool)one["allDay"]!);
            Assert.StartsWith($"{published.Content.From:uuuu-MM-dd}", (string?)one["start"], StringComparison.Ordinal);
        }

        Assert.Equal("CANCELLED", (string?)events[withdrawn.Id + "/gso:01@eduict"]["status"]);

        // 25 September 2014 to 31 August 2015, at nine in Việt Nam: two in the morning in UTC.
        JsonNode daily = events["10007-hanoi.mail-and-website-twice-a-day@09:00/gso:01@eduict"];
        Assert.Equal((341, "2014-09-25T02:00:00.000Z", "2015-08-31T02:00:00.000Z"), ((int)daily["times"]!, (string?)daily["first"], (string?)daily["last"]));
    }

    private static (int Sequence, bool IsCancelled) State(CalendarFeed feed, Duty duty) => (feed.Events[$"{duty.Id}/{feed.Key}@eduict"].Sequence, feed.Events[$"{duty.Id}/{feed.Key}@eduict"].IsCancelled);

    private static string Component(string text, string uid)
    {
        int at = text.IndexOf("UID:" + uid, StringComparison.Ordinal);
        Assert.True(at > 0, $"{uid} is missing");
        return text[text.LastIndexOf("BEGIN:VEVENT", at, StringComparison.Ordinal)..text.IndexOf("END:VEVENT", at, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
