using EduIct.Integrations.Tests.House;
using EduIct.Mail;
using PublicApiGenerator;

namespace EduIct.Integrations.MailKit.Tests.House;

/// <summary>
/// What users see of the package is a reviewed file, as of the others. After a change that is meant:
/// <c>EDUICT_ACCEPT_API=1 dotnet test tests/EduIct.Integrations.MailKit.Tests -c Release --filter PublicApiTests</c>.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public async Task The_public_surface_is_the_reviewed_one_and_shows_nothing_of_MailKit()
    {
        string file = Path.Combine(Repository.Root, "src", "EduIct.Integrations.MailKit", "PublicApi.txt");
        string surface = typeof(InboxReader).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("EDUICT_ACCEPT_API") == "1")
        {
            await File.WriteAllTextAsync(file, surface);
        }

        string[] before = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n").Split('\n');
        string[] now = surface.Split('\n');
        Offenders.None(
            before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}")),
            "The public surface is not the one of PublicApi.txt. Where it is meant: EDUICT_ACCEPT_API=1 writes the file anew.");
        Offenders.None(
            now.Where(line => line.Contains("MimeKit.", StringComparison.Ordinal) || line.Replace("EduIctMailKit", "", StringComparison.Ordinal).Contains("MailKit.", StringComparison.Ordinal)),
            "A library can be changed without a change for users.");
        Offenders.None(
            typeof(InboxReader).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed).Select(type => type.FullName!), "A public class is sealed.");
    }
}
