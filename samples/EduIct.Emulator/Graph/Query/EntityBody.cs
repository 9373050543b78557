using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;

namespace EduIct.Emulator.Graph.Query;

/// <summary>Merges a body into stored properties: null clears, what is left out stays, what Graph does not know or does not let be written is refused.</summary>
internal static class EntityBody
{
    public static void Merge(EntityType type, JsonObject into, JsonObject body, params ReadOnlySpan<string> elsewhere)
    {
        foreach (var (name, value) in body)
        {
            // Annotations and bindings are read by those who know them.
            if (name.Contains('@', StringComparison.Ordinal) || elsewhere.Contains(name))
                continue;
            if (type.Find(name) is not { } property)
                throw new GraphError(400, "Request_BadRequest", $"The property '{name}' does not exist on type 'microsoft.graph.{type.Name}'. Make sure to only use property names that are defined by the type.");
            if (property.IsReadOnly)
                throw new GraphError(400, "Request_BadRequest", $"Property '{name}' is read-only and cannot be set.");
            if (value is null)
                into.Remove(name);
            else if (property.Form == EntityType.Form.Part)
                into[name] = MergePart(type, name, into[name] as JsonObject, value);
            else
                into[name] = Checked(type, property, value).DeepClone();
        }
    }

    public static string? Text(JsonObject body, string name, EntityType type) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw GraphError.BadValue(name, type.Title),
    };

    public static string Required(JsonObject body, string name, EntityType type) =>
        Text(body, name, type) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new GraphError(400, "Request_BadRequest", $"A value is required for property '{name}' of resource '{type.Title}'.");

    private static JsonNode Checked(EntityType type, EntityType.Property property, JsonNode value)
    {
        var isRight = property.Form switch
        {
            EntityType.Form.Text => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length <= property.Most && value.GetValue<string>().Length > 0,
            EntityType.Form.Flag => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            EntityType.Form.Texts => value is JsonArray array && array.All(item => item?.GetValueKind() == JsonValueKind.String),
            _ => true,
        };
        return isRight ? value : throw GraphError.BadValue(property.Name, type.Title);
    }

    private static JsonObject MergePart(EntityType type, string name, JsonObject? part, JsonNode value)
    {
        if (value is not JsonObject given)
            throw GraphError.BadValue(name, type.Title);
        var merged = part is null ? [] : (JsonObject)part.DeepClone();
        foreach (var (inner, item) in given)
            if (item is null)
                merged.Remove(inner);
            else
                merged[inner] = item.DeepClone();
        return merged;
    }
}
