using System.Buffers;
using System.Text.Json;
using EduIct.Issues;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Calendars;

/// <summary>A feed as JSON, for a store.</summary>
internal static class FeedJson
{
    private static readonly LocalTimePattern s_time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static byte[] Write(CalendarFeed feed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("key", feed.Key);
            json.WriteString("vi", feed.Name.Vi);
            json.WriteString("en", feed.Name.En);
            json.WriteStartArray("events");
            foreach (FeedEvent one in feed.Events.Values)
            {
                json.WriteStartObject();
                json.WriteString("uid", one.Uid);
                json.WriteNumber("sequence", one.Sequence);
                json.WriteString("modified", InstantPattern.ExtendedIso.Format(one.Modified));
                json.WriteBoolean("cancelled", one.IsCancelled);
                json.WriteString("summary", one.Content.Summary);
                json.WriteString("description", one.Content.Description);
                json.WriteString("category", one.Content.Category);
                json.WriteString("from", one.Content.From is { } from ? LocalDatePattern.Iso.Format(from) : null);
                json.WriteString("until", one.Content.Until is { } until ? LocalDatePattern.Iso.Format(until) : null);
                json.WriteString("time", one.Content.Time is { } time ? s_time.Format(time) : null);
                json.WriteBoolean("daily", one.Content.IsDaily);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static CalendarFeed Read(ReadOnlyMemory<byte> bytes)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement root = document.RootElement;
        return CalendarFeed.Stored(Text(root, "key"), new LocalizedText(Text(root, "vi"), Text(root, "en")), root.GetProperty("events").EnumerateArray().Select(Event));
    }

    private static FeedEvent Event(JsonElement one) => new(
        Text(one, "uid"),
        new FeedContent(Text(one, "summary"), Text(one, "description"), Text(one, "category"))
        {
            From = Day(one, "from"),
            Until = Day(one, "until"),
            Time = one.GetProperty("time").GetString() is { } time ? s_time.Parse(time).GetValueOrThrow() : null,
            IsDaily = one.GetProperty("daily").GetBoolean(),
        },
        one.GetProperty("sequence").GetInt32(),
        InstantPattern.ExtendedIso.Parse(Text(one, "modified")).GetValueOrThrow(),
        one.GetProperty("cancelled").GetBoolean());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null.");

    private static LocalDate? Day(JsonElement element, string name) =>
        element.GetProperty(name).GetString() is { } day ? LocalDatePattern.Iso.Parse(day).GetValueOrThrow() : null;
}
