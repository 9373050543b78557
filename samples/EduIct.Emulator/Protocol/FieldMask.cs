using System.Text.Json.Nodes;

namespace EduIct.Emulator.Protocol;

/// <summary>The <c>fields</c> parameter: <c>a,b(c,d/e),f/*</c>. An empty mask shows everything below it.</summary>
internal sealed class FieldMask
{
    private readonly Dictionary<string, FieldMask> fields = new(StringComparer.Ordinal);

    private bool All => fields.Count == 0 || fields.ContainsKey("*");

    public static FieldMask Parse(string text, FieldSchema? schema)
    {
        var mask = new FieldMask();
        var position = 0;
        mask.ReadList(text, ref position, schema);
        return position == text.Length ? mask : throw Refused(text[position..]);
    }

    public JsonObject Apply(JsonObject json)
    {
        if (All)
            return json;
        foreach (var name in json.Select(field => field.Key).Where(name => !fields.ContainsKey(name)).ToArray())
            json.Remove(name);
        foreach (var (name, below) in fields)
            below.ApplyTo(json[name]);
        return json;
    }

    private void ApplyTo(JsonNode? node)
    {
        if (node is JsonObject one)
            Apply(one);
        else if (node is JsonArray many)
            foreach (var item in many)
                ApplyTo(item);
    }

    private void ReadList(string text, ref int position, FieldSchema? schema)
    {
        do
            ReadField(text, ref position, schema);
        while (position < text.Length && text[position] == ',' && position++ >= 0);
    }

    private void ReadField(string text, ref int position, FieldSchema? schema)
    {
        var start = position;
        while (position < text.Length && !",/()".Contains(text[position], StringComparison.Ordinal))
            position++;
        var name = text[start..position].Trim();
        if (name.Length == 0 || (name != "*" && schema is not null && !schema.Knows(name)))
            throw Refused(name);
        if (!fields.TryGetValue(name, out var below))
            fields[name] = below = new FieldMask();
        if (position == text.Length)
            return;
        var inner = schema?.Below(name);
        if (text[position] == '/')
        {
            position++;
            below.ReadField(text, ref position, inner);
        }
        else if (text[position] == '(')
        {
            position++;
            below.ReadList(text, ref position, inner);
            if (position == text.Length || text[position++] != ')')
                throw Refused(text);
        }
    }

    private static ApiError Refused(string what) => ApiError.InvalidParameter("fields", "Invalid field selection " + what);
}
