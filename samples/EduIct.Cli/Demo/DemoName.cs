namespace EduIct.Cli.Demo;

/// <summary>A made-up name in its parts; <see cref="Middle"/> may be empty or hold two words.</summary>
internal sealed record DemoName(string Family, string Middle, string Given)
{
    public string Full => Middle.Length == 0 ? $"{Family} {Given}" : $"{Family} {Middle} {Given}";
}
