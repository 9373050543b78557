using System.Reflection;
using System.Text.RegularExpressions;

namespace EduIct.Integrations.Tests.House;

/// <summary>How types and members look, and where they lie.</summary>
public sealed class ShapeTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Providers = ["Google", "Microsoft.Graph", "Microsoft.Kiota", "Microsoft.Identity", "Azure"];

    [Fact]
    public void Public_classes_are_sealed() =>
        Offenders.None(
            from package in Package.All
            from type in package.Assembly.GetExportedTypes()
            where type.IsClass && !type.IsSealed && !type.IsAbstract
            select type.FullName,
            "A public class is sealed unless users derive from it, and then it is abstract.");

    [Fact]
    public void A_public_type_lies_in_the_folder_that_its_namespace_names() =>
        Offenders.None(
            from package in Package.All
            let sources = package.Sources.Select(path => (Path: path, Text: File.ReadAllText(Path.Combine(package.Folder, path)))).ToArray()
            from type in package.PublicTypes
            let folder = FolderOf(type)
            where folder is null || !sources.Any(source => source.Path.StartsWith(folder + "/", StringComparison.Ordinal) && Declares(source.Text, type))
            select $"{type.FullName} is not declared in src/{package.Name}/{folder ?? "(a folder of the name)"}/",
            "Namespace EduIct.<Folder>, file in <Folder>/; extensions of the service collection in Registration/.");

    [Fact]
    public void No_folder_is_named_for_having_no_idea()
    {
        string[] empty = ["Helpers", "Helper", "Utils", "Utilities", "Common", "Models", "Managers", "Misc", "Shared"];
        Offenders.None(
            from package in Package.All
            from path in package.Sources
            from part in path.Split('/')[..^1]
            where empty.Contains(part, StringComparer.OrdinalIgnoreCase)
            select $"src/{package.Name}/{path}",
            "A folder is named for an idea.");
    }

    [Fact]
    public void Nothing_of_a_providers_library_is_part_of_the_public_surface() =>
        Offenders.None(
            from package in Package.All
            from type in package.Assembly.GetExportedTypes()
            from use in Uses(type)
            where Parts(use.Used).Any(part => part.Namespace is { } name && Providers.Any(start => name == start || name.StartsWith(start + ".", StringComparison.Ordinal)))
            select $"{type.FullName}.{use.Where}: {use.Used}",
            "A provider's library can be changed without a change for users.");

    [Fact]
    public void An_asynchronous_method_takes_a_cancellation_token_last_and_does_not_demand_it() =>
        Offenders.None(
            from package in Package.All
            from type in package.Assembly.GetExportedTypes()
            where !typeof(Delegate).IsAssignableFrom(type)
            from method in type.GetMethods(Declared)
            where (method.IsPublic || method.IsFamily) && IsAsynchronous(method.ReturnType)
            where !(method.Name == nameof(IAsyncDisposable.DisposeAsync) && method.GetParameters().Length == 0)
            where method.GetParameters() is not [.., { HasDefaultValue: true } last] || last.ParameterType != typeof(CancellationToken)
            select $"{type.FullName}.{method}",
            "CancellationToken cancellationToken = default, as the last parameter.");

    private static string? FolderOf(Type type) => type.Namespace switch
    {
        "Microsoft.Extensions.DependencyInjection" or "Microsoft.AspNetCore.Builder" when type is { IsAbstract: true, IsSealed: true } => "Registration",
        { } name when name.StartsWith("EduIct.", StringComparison.Ordinal) => name["EduIct.".Length..].Replace('.', '/'),
        _ => null,
    };

    private static bool Declares(string source, Type type) => Regex.IsMatch(
        source, $@"\b(class|struct|interface|enum|record|delegate\s+\S+)\s+{Regex.Escape(type.Name.Split('`')[0])}\b", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static IEnumerable<(string Where, Type Used)> Uses(Type type)
    {
        IEnumerable<(string, Type)> uses = type.GetInterfaces().Select(face => ("interface", face));
        if (type.BaseType is { } parent)
        {
            uses = uses.Append(("base", parent));
        }

        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            uses = member switch
            {
                FieldInfo field when field.IsPublic || field.IsFamily => uses.Append((field.Name, field.FieldType)),
                MethodBase method when method.IsPublic || method.IsFamily => uses
                    .Concat(method.GetParameters().Select(parameter => (method.Name, parameter.ParameterType)))
                    .Append((method.Name, (method as MethodInfo)?.ReturnType ?? typeof(void))),
                _ => uses,
            };
        }

        return uses;
    }

    private static IEnumerable<Type> Parts(Type type) =>
        (type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts)).Append(type);
}
