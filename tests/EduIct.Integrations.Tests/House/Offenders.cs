namespace EduIct.Integrations.Tests.House;

/// <summary>A rule names everybody who breaks it, so that one run of the tests is enough to mend them all.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> offenders, string rule)
    {
        string[] all = [.. offenders.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{rule}\n  {string.Join("\n  ", all)}");
    }
}
