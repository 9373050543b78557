namespace EduIct.Cli.Demo;

/// <summary>A class of pupils, e.g. 6A1, for the whole school year.</summary>
internal sealed record DemoClass(string Id, string School, string Title, int Grade);
