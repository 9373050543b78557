using System.Security;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Packages;

/// <summary>
/// The packages, packed once under a version that nobody has in a cache. What is built for it lies apart: the output folders are those
/// from which the tests themselves run.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static IReadOnlyList<string> Names { get; } = ["EduIct.Abstractions", "EduIct.Rules", "EduIct.Integrations", "EduIct.Integrations.Exchange"];

    public string Version { get; } = $"0.1.0-test{Guid.NewGuid():N}"[..20];

    public string Feed => _folder["packages"];

    public async Task InitializeAsync()
    {
        // The outermost first: it builds the others.
        foreach (string name in Names.Reverse())
        {
            (int exit, string text) = await DotnetCommand.RunAsync(
                Repository.Root, "pack", $"src/{name}/{name}.csproj", "-c", "Release", "-o", Feed, "--artifacts-path", _folder["artifacts"], $"-p:Version={Version}");
            Assert.True(exit == 0, text);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>Adds the packages to the sources of whatever is built in this folder.</summary>
    public Task OfferAsync(string folder) => File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <add key="eduict-test" value="{SecurityElement.Escape(Feed)}" />
          </packageSources>
        </configuration>
        """);
}
