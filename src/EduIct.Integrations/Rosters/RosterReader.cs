using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>
/// Reads rosters: a OneRoster 1.1 or 1.2 CSV set in a folder or a zip, or one plain CSV with Vietnamese headers. Every fault is told with file,
/// line and column; people of faulty rows are left out, the others are read. Nothing is thrown for what a file holds.
/// </summary>
/// <param name="time">The clock that says which day it is; null: the system's.</param>
public sealed class RosterReader(TimeProvider? time = null)
{
    // Việt Nam keeps UTC+7 all year.
    private static readonly Offset s_vietnam = Offset.FromHours(7);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Reads a roster.</summary>
    /// <param name="path">A folder or a zip with a OneRoster set, or a CSV file.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The roster with all its faults; one that cannot be read at all has no people and says why.</returns>
    public async Task<Roster> ReadAsync(string path, RosterReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new RosterReaderOptions();
        LocalDate day = options.Date ?? Instant.FromDateTimeOffset(_time.GetUtcNow()).WithOffset(s_vietnam).Date;
        var issues = new IssueCollector(path, options.MaxIssues);
        try
        {
            if (Directory.Exists(path))
            {
                using RosterFolder folder = RosterFolder.OpenFolder(path, options, issues);
                return await ReadSetAsync(folder, path, day, options, issues, cancellationToken).ConfigureAwait(false);
            }

            if (File.Exists(path) && path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                using RosterFolder? archive = RosterFolder.OpenArchive(path, options, issues);
                return archive is null ? Unreadable(day, issues) : await ReadSetAsync(archive, path, day, options, issues, cancellationToken).ConfigureAwait(false);
            }

            if (File.Exists(path))
            {
                var file = new RosterFile(Path.GetFileName(path), path, () => new BoundedStream(File.OpenRead(path), options.MaxFileBytes));
                return await PlainCsvReader.ReadAsync(file, options, day, issues, cancellationToken).ConfigureAwait(false);
            }

            issues.Add("roster.not-found", new SourcePlace(path), "Không có tệp hoặc thư mục này.", "There is no such file or folder.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            issues.Add("roster.unreadable", new SourcePlace(path), $"Không đọc được: {exception.Message}", $"Cannot be read: {exception.Message}");
        }

        return Unreadable(day, issues);
    }

    private static async Task<Roster> ReadSetAsync(
        RosterFolder folder, string path, LocalDate day, RosterReaderOptions options, IssueCollector issues, CancellationToken cancellationToken)
    {
        if (folder.IsRefused("manifest.csv"))
        {
            return Unreadable(day, issues);
        }

        if (folder.Find("manifest.csv") is not { } file)
        {
            issues.Add("roster.no-manifest", new SourcePlace(path), "Không có manifest.csv: đây không phải bộ dữ liệu OneRoster.", "There is no manifest.csv: this is no OneRoster set.");
            return Unreadable(day, issues);
        }

        return await file.InspectAsync(issues, cancellationToken).ConfigureAwait(false) is { } digest && OneRosterManifest.Read(file, issues) is { } manifest
            ? await OneRosterReader.ReadAsync(folder, manifest, day, options, issues, new Dictionary<string, string> { [file.Name] = digest }, cancellationToken).ConfigureAwait(false)
            : Unreadable(day, issues);
    }

    private static Roster Unreadable(LocalDate day, IssueCollector issues) => new()
    {
        People = ImmutableArray<People.Person>.Empty,
        Date = day,
        Digest = RosterDigest.Of(new Dictionary<string, string>()),
        Issues = issues.ToImmutable(),
    };
}
