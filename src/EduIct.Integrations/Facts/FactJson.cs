using System.Globalization;
using System.Text.Json;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Facts;

/// <summary>Facts in a JSON array of units.</summary>
internal static class FactJson
{
    private const long LargestFile = 512L << 20;

    private static readonly string[] s_properties = ["unit", "kind", "name", "parent", "so", "reported", "facts"];

    public static async Task ReadAsync(string path, FactRows rows, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            rows.Fault("too-large", new SourcePlace(rows.Source), $"Tệp JSON lớn hơn {LargestFile >> 20} MB; hãy dùng CSV.", $"The JSON file is larger than {LargestFile >> 20} MB; use CSV.");
            return;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument json = await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 }, cancellationToken).ConfigureAwait(false);
            if (json.RootElement.ValueKind != JsonValueKind.Array)
            {
                rows.Fault("json", new SourcePlace(rows.Source), "Cần một mảng các đơn vị.", "An array of units is needed.");
                return;
            }

            int position = 0;
            foreach (JsonElement unit in json.RootElement.EnumerateArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Read(unit, position++, rows);
            }
        }
        catch (JsonException exception)
        {
            rows.Fault(
                "json", new SourcePlace(rows.Source, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1),
                $"Không phải JSON đúng: {exception.Message}", $"No valid JSON: {exception.Message}");
        }
    }

    private static void Read(JsonElement unit, int position, FactRows rows)
    {
        string pointer = "/" + position.ToString(CultureInfo.InvariantCulture);
        if (unit.ValueKind != JsonValueKind.Object)
        {
            rows.Fault("json", Place(""), "Cần một đối tượng.", "An object is needed.");
            return;
        }

        foreach (JsonProperty property in unit.EnumerateObject().Where(property => !s_properties.Contains(property.Name)))
        {
            rows.Fault("unknown-property", Place("/" + property.Name), $"Không có thuộc tính '{property.Name}'.", $"There is no property '{property.Name}'.");
        }

        LocalDate? reported = rows.Day(Text(unit, "reported"), PlaceOf);
        if (rows.Unit(Text(unit, "unit") ?? "", Text(unit, "kind"), Text(unit, "name"), Text(unit, "parent"), Text(unit, "so"), reported, position + 1, PlaceOf) is not { } row
            || !rows.TakesFacts || !unit.TryGetProperty("facts", out JsonElement facts))
        {
            return;
        }

        if (facts.ValueKind != JsonValueKind.Object)
        {
            rows.Fault("json", Place("/facts"), "Cần một đối tượng.", "An object is needed.");
            return;
        }

        foreach (JsonProperty property in facts.EnumerateObject())
        {
            SourcePlace place = Place("/facts/" + property.Name);
            JsonElement value = property.Value;
            LocalDate? own = null;
            if (value.ValueKind == JsonValueKind.Object)
            {
                own = rows.Day(Text(value, "reported"), _ => place);
                value = value.TryGetProperty("value", out JsonElement inner) ? inner : default;
            }

            if (rows.Builder.FindFact(property.Name, place) is { } fact && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                // Numbers go by their digits, so that 1.5 for a count is told and not rounded.
                rows.Builder.Report(row, fact, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), place, own);
            }
        }

        SourcePlace Place(string below) => new(rows.Source, position + 1, Field: pointer + below);

        SourcePlace PlaceOf(string name) => Place("/" + name);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Null ? null : value.GetRawText() : null;
}
