using System.IO.Compression;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>The files of a OneRoster set, in a folder or an archive. Files that the specification does not know are passed over.</summary>
internal sealed class RosterFolder : IDisposable
{
    // A bomb shows itself by its ratio only once it is large.
    private const long ExpansionFloor = 10L << 20;

    private readonly Dictionary<string, RosterFile> _files = new(StringComparer.Ordinal);
    private readonly ZipArchive? _archive;

    private RosterFolder(ZipArchive? archive) => _archive = archive;

    public RosterFile? Find(string name) => _files.GetValueOrDefault(name);

    public static RosterFolder OpenFolder(string path, RosterReaderOptions options, IssueCollector issues)
    {
        var folder = new RosterFolder(null);
        foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles("*.csv"))
        {
            // A link could lead anywhere; a set is handed over whole.
            if (file.LinkTarget is not null)
            {
                issues.Add("roster.link", new SourcePlace(file.FullName), "Là liên kết, không phải tệp.", "Is a link, not a file.");
            }
            else if (file.Length > options.MaxFileBytes)
            {
                issues.Add("roster.too-large", new SourcePlace(file.FullName), "Tệp lớn hơn giới hạn.", "The file is larger than the limit.");
            }
            else
            {
                folder._files[file.Name] = new RosterFile(file.Name, Path.Combine(path, file.Name), () => new BoundedStream(file.OpenRead(), options.MaxFileBytes));
            }
        }

        return folder;
    }

    public static RosterFolder? OpenArchive(string path, RosterReaderOptions options, IssueCollector issues)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException exception)
        {
            issues.Add("roster.not-zip", new SourcePlace(path), $"Không phải tệp zip: {exception.Message}", $"Not a zip: {exception.Message}");
            return null;
        }

        var folder = new RosterFolder(archive);

        // Some systems pack the folder, not its files: the set lies where its manifest lies.
        string prefix = archive.Entries.Where(entry => entry.Name == "manifest.csv").Select(entry => entry.FullName[..^entry.Name.Length]).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName == prefix + entry.Name && entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var place = new SourcePlace($"{path}/{entry.FullName}");
            long most = Math.Min(options.MaxFileBytes, Math.Max(ExpansionFloor, entry.CompressedLength * options.MaxExpansion));
            if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.StartsWith('/') || entry.FullName.Contains('\\', StringComparison.Ordinal))
            {
                issues.Add("roster.path", place, "Tên tệp trong zip dẫn ra ngoài.", "The name of the entry leads outside.");
            }
            else if (entry.IsEncrypted)
            {
                issues.Add("roster.encrypted", place, "Tệp bị đặt mật khẩu.", "The entry is encrypted.");
            }
            else if (entry.Length > most)
            {
                issues.Add("roster.too-large", place, "Tệp lớn hơn giới hạn, hoặc nén quá mức (zip bomb).", "The entry is larger than the limit, or packed too tightly (a zip bomb).");
            }
            else if (!folder._files.TryAdd(entry.Name, new RosterFile(entry.Name, place.Source, () => new BoundedStream(entry.Open(), most))))
            {
                issues.Add("roster.duplicate-file", place, "Hai tệp cùng tên trong zip.", "Two entries of one name.");
            }
        }

        return folder;
    }

    public void Dispose() => _archive?.Dispose();
}
