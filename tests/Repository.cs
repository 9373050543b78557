namespace EduIct;

/// <summary>Where the repository and what it builds lie, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    // bin/<configuration>/<framework>/
    private static string Configuration { get; } = Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    public static string OutputOf(string project, string file)
    {
        string path = Path.Combine(Root, project, "bin", Configuration, "net10.0", file);
        return File.Exists(path) ? path : throw new FileNotFoundException("Not built.", path);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "EduIct.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
