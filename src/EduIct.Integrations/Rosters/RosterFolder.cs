using System.IO.Compression;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>The files of a OneRoster set, in a folder or an archive. Files that the specification does not know are passed over.</summary>
internal sealed class RosterFolder : IDisposable
{
    // A bomb shows itself by its ratio only once it is large.
    private const long ExpansionFloor = 10L << 20;

    private readonly Dictionary<string, RosterFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly string _shown;
    private readonly ZipArchive? _archive;

    private RosterFolder(string shown, ZipArchive? archive) => (_shown, _archive) = (shown, archive);

    public RosterFile? Find(string name) => _refused.Contains(name) ? null : _files.GetValueOrDefault(name);

    /// <summary>Whether the file is there but was refused, which was told.</summary>
    public bool IsRefused(string name) => _refused.Contains(name);

    /// <summary>Where a file of the set stands, or would stand.</summary>
    public SourcePlace PlaceOf(string name) => new(_shown + name);

    public static RosterFolder OpenFolder(string path, RosterReaderOptions options, IssueCollector issues)
    {
        var folder = new RosterFolder(Path.EndsInDirectorySeparator(path) ? path : path + Path.DirectorySeparatorChar, null);
        foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles("*.csv"))
        {
            SourcePlace place = folder.PlaceOf(file.Name);

            // A link could lead anywhere; a set is handed over whole.
            if (file.LinkTarget is not null)
            {
                folder.Refuse(file.Name, "roster.link", place, issues, "Là liên kết, không phải tệp.", "Is a link, not a file.");
            }
            else if (file.Length > options.MaxFileBytes)
            {
                folder.Refuse(file.Name, "roster.too-large", place, issues, "Tệp lớn hơn giới hạn.", "The file is larger than the limit.");
            }
            else
            {
                folder._files[file.Name] = new RosterFile(file.Name, place.Source, () => new BoundedStream(file.OpenRead(), options.MaxFileBytes));
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

        // Some systems pack the folder, not its files: the set lies where its manifest lies.
        string prefix = archive.Entries.Where(entry => entry.Name == "manifest.csv").Select(entry => entry.FullName[..^entry.Name.Length]).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        var folder = new RosterFolder($"{path}/{prefix}", archive);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName == prefix + entry.Name && entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            SourcePlace place = folder.PlaceOf(entry.Name);
            long most = Math.Min(options.MaxFileBytes, Math.Max(ExpansionFloor, entry.CompressedLength * options.MaxExpansion));
            if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.StartsWith('/') || entry.FullName.Contains('\\', StringComparison.Ordinal))
            {
                folder.Refuse(entry.Name, "roster.path", place, issues, "Tên tệp trong zip dẫn ra ngoài.", "The name of the entry leads outside.");
            }
            else if (entry.IsEncrypted)
            {
                folder.Refuse(entry.Name, "roster.encrypted", place, issues, "Tệp bị đặt mật khẩu.", "The entry is encrypted.");
            }
            else if (entry.Length > most)
            {
                folder.Refuse(entry.Name, "roster.too-large", place, issues, "Tệp lớn hơn giới hạn, hoặc nén quá mức (zip bomb).", "The entry is larger than the limit, or packed too tightly (a zip bomb).");
            }
            else if (!folder._files.TryAdd(entry.Name, new RosterFile(entry.Name, place.Source, () => new BoundedStream(entry.Open(), most), entry.Crc32)))
            {
                folder.Refuse(entry.Name, "roster.duplicate-file", place, issues, "Hai tệp cùng tên trong zip.", "Two entries of one name.");
            }
        }

        return folder;
    }

    public void Dispose() => _archive?.Dispose();

    private void Refuse(string name, string code, SourcePlace place, IssueCollector issues, string vi, string en)
    {
        _refused.Add(name);
        issues.Add(code, place, vi, en);
    }
}
