using EduIct.People;

namespace EduIct.Cli.Demo;

/// <summary>What somebody is at an organisation.</summary>
internal sealed record DemoPost(string Org, Role Role);
