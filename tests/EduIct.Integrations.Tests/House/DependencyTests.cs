using System.Xml.Linq;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.House;

/// <summary>Dependencies point inwards, and each package carries exactly those that it says it does.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void Assemblies_refer_to_inner_ones_only()
    {
        Dictionary<string, string[]> allowed = new()
        {
            ["EduIct.Abstractions"] = [],
            ["EduIct.Rules"] = ["EduIct.Abstractions"],
            ["EduIct.Integrations"] = ["EduIct.Abstractions", "EduIct.Rules"],
            ["EduIct.Integrations.AspNetCore"] = ["EduIct.Abstractions", "EduIct.Rules", "EduIct.Integrations"],
            ["EduIct.Integrations.Exchange"] = ["EduIct.Abstractions", "EduIct.Rules", "EduIct.Integrations"],
        };

        Offenders.None(
            from package in Package.All
            from reference in package.Assembly.GetReferencedAssemblies()
            where reference.Name!.StartsWith("EduIct.", StringComparison.Ordinal) && !allowed[package.Name].Contains(reference.Name)
            select $"{package.Name} -> {reference.Name}",
            "Abstractions knows no other part, Rules knows Abstractions, Integrations knows both, the optional packages know it.");
    }

    [Fact]
    public void Abstractions_and_Rules_refer_to_nothing_that_reaches_outside()
    {
        string[] outside =
        [
            "System.Net.", "System.IO.FileSystem", "System.IO.Pipes", "System.IO.IsolatedStorage", "System.Diagnostics.Process",
            "Microsoft.Data.", "Google.", "CsvHelper", "Polly",
        ];

        Offenders.None(
            from package in new[] { Package.Abstractions, Package.Rules }
            from reference in package.Assembly.GetReferencedAssemblies()
            where outside.Any(start => reference.Name!.StartsWith(start, StringComparison.Ordinal))
            select $"{package.Name} -> {reference.Name}",
            "Abstractions and Rules are without input and output.");
    }

    [Fact]
    public void Packages_depend_on_exactly_what_is_allowed()
    {
        Dictionary<string, string[]> allowed = new()
        {
            ["EduIct.Abstractions"] = ["NodaTime"],
            ["EduIct.Rules"] = ["EduIct.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"],
            ["EduIct.Integrations"] =
            [
                "CsvHelper", "DocumentFormat.OpenXml", "EduIct.Abstractions", "EduIct.Rules", "Google.Apis", "Google.Apis.Auth", "Ical.Net", "Microsoft.Data.Sqlite",
                "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Polly.Core", "System.Security.Cryptography.Pkcs",
            ],
            ["EduIct.Integrations.AspNetCore"] = ["EduIct.Integrations", "Microsoft.AspNetCore.App"],
            ["EduIct.Integrations.Exchange"] = ["Azure.Identity", "EduIct.Integrations", "Microsoft.Graph"],
        };

        Offenders.None(
            from package in Package.All
            let carried = Carried(package.Project)
            from difference in carried.Except(allowed[package.Name]).Select(name => $"{package.Name}: {name} is not allowed")
                .Concat(allowed[package.Name].Except(carried).Select(name => $"{package.Name}: {name} is missing"))
            select difference,
            "A package's dependencies are decided in review.");
    }

    [Fact]
    public void What_all_projects_share_is_never_shipped() =>
        Offenders.None(
            from file in new[] { "Directory.Build.props", "src/Directory.Build.props" }
            from name in Carried(Path.Combine(Repository.Root, file))
            select $"{file}: {name}",
            "Packages in Directory.Build.props are private assets.");

    private static string[] Carried(string project) =>
    [
        .. from item in XDocument.Load(project).Descendants()
           let include = (string?)item.Attribute("Include")
           let isPrivate = string.Equals((string?)item.Attribute("PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase)
           where include is not null && !isPrivate && (item.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference")
           select item.Name.LocalName == "ProjectReference" ? Path.GetFileNameWithoutExtension(include!.Replace('\\', '/')) : include,
    ];
}
