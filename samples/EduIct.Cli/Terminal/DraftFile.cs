using System.Text;

namespace EduIct.Cli.Terminal;

/// <summary>Writes a file under another name beside it, and moves it into its place when it is whole: a run that fails leaves the old file, or none.</summary>
internal static class DraftFile
{
    public static async Task WriteAsync(FileInfo file, Func<Stream, Task> write)
    {
        string draft = $"{file.FullName}.{Guid.NewGuid():N}.tmp";
        try
        {
            FileStream stream = new(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
            }

            File.Move(draft, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8. A CSV begins with a byte-order mark, for spreadsheets.</summary>
    public static Task WriteTextAsync(FileInfo file, Action<TextWriter> write) => WriteAsync(file, stream =>
    {
        using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase)), leaveOpen: true);
        write(writer);
        return Task.CompletedTask;
    });
}
