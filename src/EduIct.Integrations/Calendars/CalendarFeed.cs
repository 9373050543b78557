using System.Collections.Immutable;
using System.Globalization;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// The iCalendar feed of one unit (RFC 5545, RFC 7986) as it was last published. It remembers what it published: an unchanged event keeps its sequence and
/// its stamps, a changed one gets the next number, a withdrawn one is cancelled. Immutable.
/// </summary>
public sealed record CalendarFeed
{
    private CalendarFeed(string key, LocalizedText name, ImmutableSortedDictionary<string, FeedEvent> events) => (Key, Name, Events) = (key, name, events);

    /// <summary>Whose it is: the unit's code.</summary>
    public string Key { get; }

    /// <summary>Its name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>Every event ever published, by UID.</summary>
    public ImmutableSortedDictionary<string, FeedEvent> Events { get; }

    /// <summary>Before each event, how many days the alarms ring; of what comes at a time of day one rings at that time. Default 7 and 1.</summary>
    public ImmutableArray<int> AlarmDays { get; init => field = value.IsDefault ? [] : value; } = [7, 1];

    /// <summary>A feed that was never published.</summary>
    /// <param name="key">The unit's code; not blank.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="duties">All that the unit owes.</param>
    /// <param name="now">When it is published.</param>
    public static CalendarFeed First(string key, LocalizedText name, IEnumerable<Duty> duties, Instant now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new CalendarFeed(key, name, ImmutableSortedDictionary.Create<string, FeedEvent>(StringComparer.Ordinal)).Next(duties, [], now);
    }

    /// <summary>A feed as a store kept it.</summary>
    /// <exception cref="ArgumentException">Two events have one UID.</exception>
    public static CalendarFeed Stored(string key, LocalizedText name, IEnumerable<FeedEvent> events)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(events);
        return new CalendarFeed(key, name, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, events.Select(one => KeyValuePair.Create(one.Uid, one))));
    }

    /// <summary>The feed after the duties have changed. What is no longer among them is cancelled, so all of the unit's duties are given, past ones too.</summary>
    /// <param name="duties">All that the unit owes now.</param>
    /// <param name="steps">What it is asked to hand in before, by chains.</param>
    /// <param name="now">When it is published.</param>
    /// <returns>This feed itself where nothing changed.</returns>
    /// <exception cref="ArgumentException">Two duties or steps have one id.</exception>
    public CalendarFeed Next(IEnumerable<Duty> duties, IEnumerable<ChainStep> steps, Instant now)
    {
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(steps);
        var asked = new Dictionary<string, FeedContent>(StringComparer.Ordinal);
        foreach ((string id, FeedContent content) in duties.Select(duty => (duty.Id, FeedContent.Of(duty))).Concat(steps.Select(step => (step.Id, FeedContent.Of(step)))))
        {
            if (!asked.TryAdd(Uid(id), content))
            {
                throw new ArgumentException($"Two duties are '{id}'.", nameof(duties));
            }
        }

        ImmutableSortedDictionary<string, FeedEvent>.Builder events = Events.ToBuilder();
        bool isChanged = Events.IsEmpty;
        foreach (FeedEvent gone in Events.Values.Where(known => !known.IsCancelled && !asked.ContainsKey(known.Uid)))
        {
            events[gone.Uid] = gone with { Sequence = gone.Sequence + 1, Modified = now, IsCancelled = true };
            isChanged = true;
        }

        foreach ((string uid, FeedContent content) in asked)
        {
            FeedEvent? known = Events.GetValueOrDefault(uid);
            if (known is null || known.IsCancelled || known.Content != content)
            {
                events[uid] = new FeedEvent(uid, content, known is null ? 0 : known.Sequence + 1, now, IsCancelled: false);
                isChanged = true;
            }
        }

        return isChanged ? new CalendarFeed(Key, Name, events.ToImmutable()) { AlarmDays = AlarmDays } : this;
    }

    /// <summary>The feed as an iCalendar stream: the same feed gives the same text.</summary>
    public string ToICalendar() => CalendarStream.Write(this);

    // A UID is a text; nothing in it but the id and the code, so that it is the same for ever.
    private string Uid(string id) => string.Create(CultureInfo.InvariantCulture, $"{id}/{Key}@eduict");
}
