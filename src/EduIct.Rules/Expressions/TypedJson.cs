using System.Globalization;
using System.Text.Json;

namespace EduIct.Expressions;

/// <summary>Values in the JSON of the conformance cases, where each says its type.</summary>
internal static class TypedJson
{
    internal static CelValue Read(JsonElement json)
    {
        JsonProperty only = json.EnumerateObject().Single();
        JsonElement value = only.Value;
        return only.Name switch
        {
            "nullValue" => CelValue.Null,
            "boolValue" => CelValue.Bool(value.GetBoolean()),
            "int64Value" => CelValue.Int(long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
            "uint64Value" => CelValue.Uint(ulong.Parse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture)),
            "doubleValue" => CelValue.Double(double.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture)),
            "stringValue" => CelValue.String(value.GetString()!),
            "bytesValue" => CelValue.FromBytes(value.GetBytesFromBase64()),
            "listValue" => CelValue.FromList([.. value.EnumerateArray().Select(Read)]),
            "mapValue" => CelValue.Map(value.EnumerateArray().Select(e => KeyValuePair.Create(Read(e.GetProperty("key")), Read(e.GetProperty("value"))))),
            "typeValue" => CelValue.Type(CelType.Parse(value.GetString()!)),
            "durationValue" => TimeText.ParseDuration(value.GetString()!) ?? throw new FormatException($"No duration: {value}"),
            "timestampValue" => TimeText.ParseTimestamp(value.GetString()!) ?? throw new FormatException($"No timestamp: {value}"),
            _ => throw new FormatException($"No kind of value: {only.Name}"),
        };
    }

    /// <summary>CEL's equality with the kind the same all the way down; NaN is as expected where NaN is expected.</summary>
    internal static bool AreSame(CelValue expected, CelValue actual)
    {
        if (expected.Kind != actual.Kind)
            return false;
        return expected.Kind switch
        {
            CelKind.Double => expected.DoubleUnchecked == actual.DoubleUnchecked || (double.IsNaN(expected.DoubleUnchecked) && double.IsNaN(actual.DoubleUnchecked)),
            CelKind.List => expected.ListUnchecked.Length == actual.ListUnchecked.Length
                && expected.ListUnchecked.Zip(actual.ListUnchecked).All(p => AreSame(p.First, p.Second)),
            CelKind.Map => expected.MapUnchecked.Count == actual.MapUnchecked.Count
                && expected.MapUnchecked.Items.All(e => actual.MapUnchecked.TryGet(e.Key, out CelValue found) && AreSame(e.Value, found)),
            _ => expected.CelEquals(actual),
        };
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
