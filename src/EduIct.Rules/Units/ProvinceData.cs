using System.Text.Json;
using System.Text.Json.Serialization;

namespace EduIct.Units;

/// <summary>A row of <c>provinces.json</c>.</summary>
internal sealed record ProvinceData(string Code, string Name, string FullName, string Slug, string? From = null, string? Until = null, string? Successor = null, string? CitySince = null);

/// <summary>Reads the embedded data without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ProvinceData[]))]
internal sealed partial class ProvinceJson : JsonSerializerContext
{
    public static ProvinceData[] ReadAll()
    {
        using Stream stream = typeof(ProvinceJson).Assembly.GetManifestResourceStream("EduIct.provinces.json")
            ?? throw new InvalidOperationException("The assembly lacks its embedded provinces.json.");
        return JsonSerializer.Deserialize(stream, Default.ProvinceDataArray)!;
    }
}
