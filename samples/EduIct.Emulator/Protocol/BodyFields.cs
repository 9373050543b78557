using System.Text.Json;
using System.Text.Json.Nodes;

namespace EduIct.Emulator.Protocol;

/// <summary>Reads typed fields of a request body; a value of another type is refused, a null reads as absent.</summary>
internal static class BodyFields
{
    public static string? Text(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw ApiError.InvalidInput(name),
    };

    public static bool? Flag(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw ApiError.InvalidInput(name),
    };

    public static JsonObject? Part(this JsonObject body, string name) =>
        body[name] is null ? null : body[name] as JsonObject ?? throw ApiError.InvalidInput(name);
}
