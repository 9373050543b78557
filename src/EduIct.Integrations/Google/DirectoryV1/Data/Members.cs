using System.Text.Json.Serialization;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The answer of <c>members.list</c>.</summary>
internal sealed class Members
{
    [JsonPropertyName("members")]
    public IList<Member>? MembersValue { get; set; }

    public string? NextPageToken { get; set; }
}
