using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Facts;

namespace EduIct.Directives;

/// <summary>The embedded files.</summary>
internal static class CommonCatalogue
{
    private const string Prefix = "EduIct.Directives.";

    public static (ImmutableArray<FactDefinition> Facts, ImmutableArray<NeededItem> Items) Read()
    {
        var faults = new PackFaults("catalogue.json");
        using JsonDocument json = JsonDocument.Parse(Bytes("catalogue.json"));
        var root = new PackNode(json.RootElement, "", faults);
        ImmutableArray<FactDefinition> facts = [.. DefinitionReader.Facts(root).Select(read => read.Fact)];
        ImmutableArray<NeededItem> items = [.. DefinitionReader.Items(root).Select(read => read.Item)];
        return faults.All is [] ? (facts, items) : throw new InvalidOperationException(string.Join(Environment.NewLine, faults.All));
    }

    public static IEnumerable<PackFile> Packs() => typeof(CommonCatalogue).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix + "packs.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new PackFile(name[(Prefix.Length + "packs.".Length)..], Bytes(name[Prefix.Length..])));

    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(CommonCatalogue).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"The assembly lacks its embedded {name}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
