using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Packages;

/// <summary>What a vendor gets who has the packages and nothing else of ours.</summary>
[Trait("Category", "Long")]
public sealed class PackageTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Fact]
    public async Task A_package_holds_its_readme_licence_documentation_and_symbols()
    {
        foreach (string name in PackedPackages.Names)
        {
            await using ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{name}.{packages.Version}.nupkg"));
            string[] entries = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("README.md", entries);
            Assert.Contains("LICENSE", entries);
            Assert.Contains($"lib/net10.0/{name}.dll", entries);
            Assert.Contains($"lib/net10.0/{name}.xml", entries);
            await using Stream stream = await package.GetEntry($"{name}.nuspec")!.OpenAsync();
            XElement[] metadata = [.. (await XDocument.LoadAsync(stream, LoadOptions.None, default)).Descendants()];
            Assert.Equal("MIT", metadata.Single(element => element.Name.LocalName == "license").Value);
            Assert.Equal("README.md", metadata.Single(element => element.Name.LocalName == "readme").Value);

            await using ZipArchive symbols = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{name}.{packages.Version}.snupkg"));
            Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
        }
    }

    [Fact]
    public async Task A_console_program_of_thirty_lines_makes_mailboxes_of_its_own_people()
    {
        using var folder = new TemporaryFolder();
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions());
        await emulator.WriteTenantAsync(folder["tenant"]);
        await packages.OfferAsync(folder.Path);
        string program = Path.Combine(Repository.Root, "samples", "console", "Program.cs");
        Assert.InRange((await File.ReadAllLinesAsync(program)).Length, 1, 30);
        File.Copy(program, folder["Program.cs"]);
        await File.WriteAllTextAsync(folder["console.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EduIct.Integrations" Version="{packages.Version}" />
                <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.14" />
              </ItemGroup>
            </Project>
            """);

        (int exit, string text) = await DotnetCommand.RunAsync(folder.Path, "run", "--", Path.Combine("tenant", "tenant.json"), "ledger.db");

        Assert.True(exit == 0, text);
        Assert.Equal(["an.nv11@bentre.edu.vn", "huong.dt11@bentre.edu.vn"], Addresses(emulator));
    }

    [Theory]
    [InlineData("EduIct.Integrations", false)]
    [InlineData("EduIct.Integrations.Exchange", true)]
    public async Task Only_who_takes_the_package_for_Exchange_carries_Graph(string package, bool carries)
    {
        using var folder = new TemporaryFolder();
        await packages.OfferAsync(folder.Path);
        await File.WriteAllTextAsync(folder["Program.cs"], "System.Console.WriteLine(typeof(EduIct.Provisioning.ProvisionerFactory).Name);");
        await File.WriteAllTextAsync(folder["console.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);

        (int exit, string text) = await DotnetCommand.RunAsync(folder.Path, "build", "-o", "out");

        Assert.True(exit == 0, text);
        string[] files = [.. Directory.EnumerateFiles(folder["out"], "*.dll").Select(path => Path.GetFileName(path))];
        Assert.Contains("EduIct.Integrations.dll", files);
        string[] ofGraph = ["Microsoft.Graph", "Microsoft.Kiota", "Microsoft.Identity", "Azure."];
        Assert.Equal(carries, files.Any(file => ofGraph.Any(start => file.StartsWith(start, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_script_makes_mailboxes_of_a_schools_csv()
    {
        using var folder = new TemporaryFolder();
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions());
        await emulator.WriteTenantAsync(folder["tenant"]);
        await packages.OfferAsync(folder.Path);
        string script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "scripts", "provision-students.cs"));
        Assert.InRange(script.Split('\n').Length, 1, 60);
        Assert.Contains("#:package EduIct.Integrations@0.1.0\n", script, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            folder["provision-students.cs"], script.Replace("EduIct.Integrations@0.1.0\n", $"EduIct.Integrations@{packages.Version}\n", StringComparison.Ordinal));
        await File.WriteAllTextAsync(folder["pupils.csv"], """
            Mã định danh,Họ tên,Ngày sinh,Lớp,Mã trường
            8300000001,Nguyễn Văn An,20/05/2011,10A1,83000701
            8300000002,Đặng Thị Hương,01/09/2011,10A1,83000701
            8300000003,Võ Minh Quyên,15/12/2010,11A2,83000702
            """);

        (int exit, string text) = await DotnetCommand.RunAsync(
            folder.Path, "run", "provision-students.cs", Path.Combine("tenant", "tenant.json"), "pupils.csv", "ledger.db", "--yes");

        Assert.True(exit == 0, text);
        Assert.Equal(["an.nv11@bentre.edu.vn", "huong.dt11@bentre.edu.vn", "quyen.vm10@bentre.edu.vn"], Addresses(emulator));
    }

    [Fact]
    public async Task A_trimmed_program_without_dynamic_code_loads_the_directives_and_checks_a_unit()
    {
        using var folder = new TemporaryFolder();
        await packages.OfferAsync(folder.Path);
        File.Copy(Path.Combine(Repository.Root, "samples", "trimmed", "Program.cs"), folder["Program.cs"]);
        await File.WriteAllTextAsync(folder["trimmed.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
                <PublishTrimmed>true</PublishTrimmed>
                <SelfContained>true</SelfContained>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <DynamicCodeSupport>false</DynamicCodeSupport>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EduIct.Rules" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);

        (int exit, string text) = await DotnetCommand.RunAsync(folder.Path, "publish", "-c", "Release", "-o", "out");
        Assert.True(exit == 0, text);
        string program = folder[Path.Combine("out", OperatingSystem.IsWindows() ? "trimmed.exe" : "trimmed")];
        using Process process = Process.Start(new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Fails 9772.ten-pupils-per-computer (9772/BGDĐT-CNTT, I.14.¶3): 1.250 học sinh, 80 máy dạy Tin học: cần 125, thiếu 45", text, StringComparison.Ordinal);
        Assert.Contains("5 directives; dynamic code: False", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Addresses(EmulatorServer emulator) =>
        emulator.Users.Select(user => user.PrimaryEmail).Where(address => address != emulator.AdminAddress).Order(StringComparer.Ordinal);
}
