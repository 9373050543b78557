using System.Text.Json.Serialization;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>Another address of a user or a group.</summary>
internal sealed class Alias
{
    [JsonPropertyName("alias")]
    public string? AliasValue { get; set; }
}
