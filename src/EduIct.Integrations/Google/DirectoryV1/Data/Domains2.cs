using System.Text.Json.Serialization;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The answer of <c>domains.list</c>.</summary>
internal sealed class Domains2
{
    [JsonPropertyName("domains")]
    public IList<Domains>? Domains { get; set; }
}
