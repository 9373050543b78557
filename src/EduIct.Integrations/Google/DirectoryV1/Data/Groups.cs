using System.Text.Json.Serialization;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The answer of <c>groups.list</c>.</summary>
internal sealed class Groups
{
    [JsonPropertyName("groups")]
    public IList<Group>? GroupsValue { get; set; }

    public string? NextPageToken { get; set; }
}
