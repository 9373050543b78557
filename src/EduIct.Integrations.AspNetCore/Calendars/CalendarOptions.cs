namespace EduIct.Calendars;

/// <summary>How calendar feeds are served.</summary>
public sealed class CalendarOptions
{
    /// <summary>The key from which the unguessable part of each address is made: at least 32 random bytes, kept like a password. No default. With another key
    /// all addresses change.</summary>
    public ReadOnlyMemory<byte> AddressKey { get; set; }

    /// <summary>How long a client may keep a feed without asking: 0 to 7 days. Default one hour.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The folder of <see cref="FolderFeedStore"/>, unless another <see cref="IFeedStore"/> is registered. No default.</summary>
    public string? StoreFolder { get; set; }
}
