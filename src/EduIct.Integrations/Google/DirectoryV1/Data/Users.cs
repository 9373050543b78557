using System.Text.Json.Serialization;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The answer of <c>users.list</c>.</summary>
internal sealed class Users
{
    [JsonPropertyName("users")]
    public IList<User>? UsersValue { get; set; }

    public string? NextPageToken { get; set; }
}
