namespace EduIct.Emulator.State;

/// <summary>Files that hold personal data or keys: readable by their owner only, where the system knows of owners.</summary>
internal static class PrivateFile
{
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Writes the whole file beside its place and moves it there, so that a kill leaves the old one or the new one.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var beside = path + ".new";
        File.Delete(beside);
        await using (var file = Open(beside, FileMode.CreateNew))
        {
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}
