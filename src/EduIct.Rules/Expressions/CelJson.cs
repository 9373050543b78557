using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EduIct.Expressions;

/// <summary>Values from and to JSON as people write it (the mapping of protobuf's <c>Value</c>, except that whole numbers stay whole).</summary>
public static class CelJson
{
    /// <summary>Reads a value. A number without fraction and exponent that fits is an <c>int</c>, or a <c>uint</c> where only that fits; any other is
    /// a <c>double</c>. Of a name that an object has twice, the last counts.</summary>
    public static CelValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => CelValue.True,
        JsonValueKind.False => CelValue.False,
        JsonValueKind.String => CelValue.String(json.GetString()!),
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => CelValue.FromList([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => Object(json),
        _ => CelValue.Null,
    };

    /// <summary>Reads a value that stands for a fact of a declared type: as <see cref="Read(JsonElement)"/>, and a whole number is a <c>double</c> or
    /// <c>uint</c>, a text a <c>timestamp</c>, <c>duration</c> or (in base64) <c>bytes</c> where the type asks for it.</summary>
    public static CelValue Read(JsonElement json, CelType type)
    {
        CelValue value = Read(json);
        return (value.Kind, type.Name) switch
        {
            (CelKind.Int, "double") => CelValue.Double(value.Bits),
            (CelKind.Int, "uint") when value.Bits >= 0 => CelValue.Uint((ulong)value.Bits),
            (CelKind.String, "google.protobuf.Timestamp") => TimeText.ParseTimestamp(value.StringUnchecked) ?? value,
            (CelKind.String, "google.protobuf.Duration") => TimeText.ParseDuration(value.StringUnchecked) ?? value,
            (CelKind.String, "bytes") when json.TryGetBytesFromBase64(out byte[]? bytes) => CelValue.FromBytes(bytes),
            _ => value,
        };
    }

    /// <summary>Writes a value as compact JSON. Numbers that JSON lacks (NaN, infinities) and what it has no form for are texts; bytes are base64; an
    /// unknown is <c>{"unknown": [paths]}</c>, an error <c>{"error": {"code", "detail"}}</c>.</summary>
    public static string Write(CelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value as <see cref="Write(CelValue)"/> does, into a document.</summary>
    public static void Write(Utf8JsonWriter writer, CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Null:
                writer.WriteNullValue();
                break;
            case CelKind.Bool:
                writer.WriteBooleanValue(value.BoolUnchecked);
                break;
            case CelKind.Int:
                writer.WriteNumberValue(value.Bits);
                break;
            case CelKind.Uint:
                writer.WriteNumberValue((ulong)value.Bits);
                break;
            case CelKind.Double when double.IsFinite(value.DoubleUnchecked):
                writer.WriteNumberValue(value.DoubleUnchecked);
                break;
            case CelKind.Double:
                writer.WriteStringValue(NumberText.General(value.DoubleUnchecked));
                break;
            case CelKind.String:
                writer.WriteStringValue(value.StringUnchecked);
                break;
            case CelKind.Bytes:
                writer.WriteBase64StringValue(value.BytesUnchecked);
                break;
            case CelKind.List:
                writer.WriteStartArray();
                foreach (CelValue item in value.ListUnchecked)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case CelKind.Map:
                writer.WriteStartObject();
                foreach ((CelValue key, CelValue item) in value.MapUnchecked.Items)
                {
                    writer.WritePropertyName(key.Kind == CelKind.String ? key.StringUnchecked : key.ToString());
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case CelKind.Type:
                writer.WriteStringValue(value.TypeUnchecked.Name);
                break;
            case CelKind.Timestamp:
                writer.WriteStringValue(TimeText.Timestamp(value.Bits, value.Nanos));
                break;
            case CelKind.Duration:
                writer.WriteStringValue(TimeText.Duration(value.Bits));
                break;
            case CelKind.Unknown:
                writer.WriteStartObject();
                writer.WriteStartArray("unknown");
                foreach (CelAttribute path in value.Missing)
                    writer.WriteStringValue(path.ToString());
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStartObject();
                writer.WriteStartObject("error");
                writer.WriteString("code", value.Failure!.Code);
                writer.WriteString("detail", value.Failure.Detail);
                writer.WriteEndObject();
                writer.WriteEndObject();
                break;
        }
    }

    private static CelValue Number(JsonElement json)
    {
        if (json.TryGetInt64(out long whole))
            return CelValue.Int(whole);
        return json.TryGetUInt64(out ulong unsigned)
            ? CelValue.Uint(unsigned)
            : CelValue.Double(double.Parse(json.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static CelValue Object(JsonElement json)
    {
        var entries = new Dictionary<string, CelValue>(StringComparer.Ordinal);
        foreach (JsonProperty property in json.EnumerateObject())
            entries[property.Name] = Read(property.Value);
        return CelValue.FromMap(new MapEntries([.. entries.Select(e => new KeyValuePair<CelValue, CelValue>(CelValue.String(e.Key), e.Value))]));
    }
}
