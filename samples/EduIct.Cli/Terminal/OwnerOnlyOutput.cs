namespace EduIct.Cli.Terminal;

/// <summary>Files with personal data or passwords, readable by their owner only from the first moment.</summary>
internal static class OwnerOnlyOutput
{
    /// <summary>Makes a file; one that is there is replaced, not written into, since others may read it.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
