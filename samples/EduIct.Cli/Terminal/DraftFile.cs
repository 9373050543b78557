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
}
