using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EduIct.Calendars;

/// <summary>Feeds as JSON files in a folder of its own: the embedded default. For one process at a time.</summary>
/// <param name="folder">The folder; made when the first feed is saved.</param>
public sealed class FolderFeedStore(string folder) : IFeedStore
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is not one that this store wrote.</exception>
    public async Task<CalendarFeed?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        string path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return FeedJson.Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a stored feed: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async Task SaveAsync(CalendarFeed feed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feed);
        Directory.CreateDirectory(folder);
        string path = PathOf(feed.Key), draft = path + ".tmp";
        await File.WriteAllBytesAsync(draft, FeedJson.Write(feed), cancellationToken).ConfigureAwait(false);
        File.Move(draft, path, overwrite: true);
    }

    // A code may hold anything, a file name may not.
    private string PathOf(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)) + ".json");
    }
}
