using System.Text.Json;
using System.Text.Json.Serialization;

namespace EduIct.Emulator.State;

/// <summary>The first line of a state file.</summary>
internal sealed record StateHeader
{
    public const string FormatName = "eduict-emulator-state";
    public required string Format { get; init; }
    public required int Version { get; init; }
    public required string Customer { get; init; }
    public required IReadOnlyList<string> Domains { get; init; }
}

/// <summary>Every further line: changes that were made together.</summary>
internal sealed record StateEntry
{
    public required long Revision { get; init; }
    public required IReadOnlyList<Change> Changes { get; init; }
}

[JsonSerializable(typeof(StateHeader))]
[JsonSerializable(typeof(StateEntry))]
internal sealed partial class StateJson : JsonSerializerContext
{
    public static StateJson Compact { get; } =
        new(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
