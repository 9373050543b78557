using System.Text.Json;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Tests.Directives;

/// <summary>The cases that lie beside the packs: for each requirement and target, facts and what they come to.</summary>
internal static class DirectiveCases
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Directives", "cases");

    public static IReadOnlyList<(string Pack, JsonElement Json)> Files { get; } =
    [
        .. Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file), Read(file))),
    ];

    public static IEnumerable<(string Pack, JsonElement Case)> All =>
        from file in Files
        from one in file.Json.GetProperty("cases").EnumerateArray()
        select (file.Pack, one);

    /// <summary>A table of the units of a case, as if they had been reported.</summary>
    public static FactTable Table(Directive directive, JsonElement one)
    {
        var builder = new FactTableBuilder(DirectiveLibrary.Embedded.Facts, "case");
        IEnumerable<JsonElement> units = one.TryGetProperty("units", out JsonElement list) ? list.EnumerateArray() : [one];
        int row = 0;
        foreach (JsonElement unit in units)
        {
            row = builder.AddUnit(new FactUnit($"U{row}", UnitKind.Of(unit.GetProperty("unit").GetString()), "") { Department = directive.Jurisdiction ?? "HaNoi" });
            foreach (JsonProperty fact in unit.GetProperty("facts").EnumerateObject())
            {
                var place = new SourcePlace("case", Field: fact.Name);
                if (builder.FindFact(fact.Name, place) is { } slot)
                {
                    builder.Report(row, slot, fact.Value.ToString(), place);
                }
            }

            row++;
        }

        return builder.Build().GetTableOrThrow();
    }

    private static JsonElement Read(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.Clone();
    }
}
