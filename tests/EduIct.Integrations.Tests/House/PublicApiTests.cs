using PublicApiGenerator;

namespace EduIct.Integrations.Tests.House;

/// <summary>
/// What users see of each package is a reviewed file, <c>src/&lt;package&gt;/PublicApi.txt</c>. After a change that is meant:
/// <c>EDUICT_ACCEPT_API=1 dotnet test tests/EduIct.Integrations.Tests -c Release --filter PublicApiTests</c>, and the difference goes into the review.
/// </summary>
public sealed class PublicApiTests
{
    // They name types that the compiler numbers anew with every member.
    private static readonly string[] CompilersOwn = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"];

    [Theory]
    [InlineData("EduIct.Abstractions")]
    [InlineData("EduIct.Rules")]
    [InlineData("EduIct.Integrations")]
    [InlineData("EduIct.Integrations.AspNetCore")]
    [InlineData("EduIct.Integrations.Exchange")]
    public async Task The_public_surface_is_the_reviewed_one(string name)
    {
        Package package = Package.All.Single(package => package.Name == name);
        string file = Path.Combine(package.Folder, "PublicApi.txt");
        string surface = package.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = CompilersOwn }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("EDUICT_ACCEPT_API") == "1")
        {
            await File.WriteAllTextAsync(file, surface);
        }

        string reviewed = File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : "";
        string[] before = reviewed.Split('\n');
        string[] now = surface.Split('\n');

        Offenders.None(
            before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}")),
            $"The public surface of {name} is not the one of PublicApi.txt. Where it is meant: EDUICT_ACCEPT_API=1 writes the file anew.");
        Assert.Equal(reviewed, surface);
    }
}
