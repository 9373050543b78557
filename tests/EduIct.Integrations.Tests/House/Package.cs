using System.Reflection;
using EduIct.Calendars;
using EduIct.Exchange;
using EduIct.People;
using EduIct.Planning;
using EduIct.Provisioning;

namespace EduIct.Integrations.Tests.House;

/// <summary>One of the packages: its assembly and its sources.</summary>
internal sealed record Package(Assembly Assembly)
{
    public static Package Abstractions { get; } = new(typeof(Person).Assembly);

    public static Package Rules { get; } = new(typeof(Planner).Assembly);

    public static Package Integrations { get; } = new(typeof(ProvisionerFactory).Assembly);

    public static Package AspNetCore { get; } = new(typeof(CalendarAddresses).Assembly);

    public static Package Exchange { get; } = new(typeof(ExchangeDirectory).Assembly);

    public static IReadOnlyList<Package> All { get; } = [Abstractions, Rules, Integrations, AspNetCore, Exchange];

    public string Name => Assembly.GetName().Name!;

    public string Folder => Path.Combine(Repository.Root, "src", Name);

    public string Project => Path.Combine(Folder, Name + ".csproj");

    /// <summary>Types that users see and that are not inside another.</summary>
    public IEnumerable<Type> PublicTypes => Assembly.GetExportedTypes().Where(type => !type.IsNested);

    /// <summary>Paths of source files from the project's folder, with slashes.</summary>
    public IEnumerable<string> Sources => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal));
}
