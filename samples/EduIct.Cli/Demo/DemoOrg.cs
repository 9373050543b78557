using EduIct.Units;

namespace EduIct.Cli.Demo;

/// <summary>The Sở, or a school below it. <paramref name="Id"/> is the OneRoster sourcedId; namesake schools differ in nothing else.</summary>
internal sealed record DemoOrg(string Id, string Name, UnitKind Kind);
