using System.Text.Json;

namespace EduIct.Emulator.State;

/// <summary>
/// The state file: a header, then one JSON line for each commit, written by one system call before the tables change.
/// That survives the death of the process at any instruction; it is flushed to the disk only when the emulator stops,
/// since nothing real depends on it. On opening, the lines are read back, folded and written anew.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private readonly FileStream file;

    private Journal(FileStream file) => this.file = file;

    public required StateHeader Header { get; init; }
    public Tables Found { get; private init; } = new();
    public long Revision { get; private init; }

    public static Journal Open(string path, StateHeader fresh)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // Taken first and held to the end: two emulators on one file would each undo the other.
        var held = PrivateFile.Open(full + ".lock", FileMode.OpenOrCreate, FileShare.None);
        try
        {
            var (header, tables, revision) = File.Exists(full) ? Read(full) : (null, new Tables(), 0L);
            var joined = header is null ? fresh : Join(header, fresh);
            var opened = Rewrite(full, joined, tables, revision);
            return new Journal(opened) { Header = joined, Found = tables, Revision = revision, Held = held };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private FileStream? Held { get; init; }

    public void Append(long revision, IReadOnlyList<Change> changes) =>
        file.Write(Line(new StateEntry { Revision = revision, Changes = changes }));

    public void Dispose()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        Held?.Dispose();
    }

    private static StateHeader Join(StateHeader found, StateHeader asked) =>
        found with { Domains = [.. found.Domains.Union(asked.Domains, StringComparer.OrdinalIgnoreCase)] };

    private static (StateHeader? Header, Tables Tables, long Revision) Read(string path)
    {
        var tables = new Tables();
        StateHeader? header = null;
        long revision = 0;
        var number = 0;
        using var reader = new StreamReader(path);
        while (reader.ReadLine() is { } line)
        {
            number++;
            try
            {
                if (header is null)
                {
                    header = ReadHeader(line, path);
                    continue;
                }
                var entry = JsonSerializer.Deserialize(line, StateJson.Compact.StateEntry)!;
                foreach (var change in entry.Changes)
                    tables.Apply(change);
                revision = entry.Revision;
            }
            catch (JsonException) when (reader.EndOfStream && header is not null)
            {
                // The one line that a kill can leave half written: nobody was told that it had happened.
                break;
            }
            catch (JsonException wrong)
            {
                throw new InvalidDataException($"{path}:{number}: không phải tệp trạng thái / not a state file.", wrong);
            }
        }
        return (header, tables, revision);
    }

    private static StateHeader ReadHeader(string line, string path)
    {
        var header = JsonSerializer.Deserialize(line, StateJson.Compact.StateHeader);
        return header is { Format: StateHeader.FormatName, Version: 1 }
            ? header
            : throw new InvalidDataException($"{path}:1: không phải tệp trạng thái bản 1 / not a state file of version 1.");
    }

    private static FileStream Rewrite(string path, StateHeader header, Tables tables, long revision)
    {
        var beside = path + ".new";
        File.Delete(beside);
        using (var folded = PrivateFile.Open(beside, FileMode.CreateNew))
        using (var buffered = new BufferedStream(folded, 1 << 16))
        {
            buffered.Write(JsonSerializer.SerializeToUtf8Bytes(header, StateJson.Compact.StateHeader));
            buffered.Write(LineEnd);
            foreach (var changes in tables.All().Chunk(64))
                buffered.Write(Line(new StateEntry { Revision = revision, Changes = changes }));
            buffered.Flush();
            folded.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        return PrivateFile.Open(path, FileMode.Append);
    }

    private static byte[] Line(StateEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, StateJson.Compact.StateEntry), .. LineEnd];
}
