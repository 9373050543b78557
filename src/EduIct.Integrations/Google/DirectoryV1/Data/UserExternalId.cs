namespace EduIct.Google.DirectoryV1.Data;

/// <summary>An entry of a user's <c>externalIds</c>.</summary>
internal sealed class UserExternalId
{
    public string? Type { get; set; }

    public string? CustomType { get; set; }

    public string? Value { get; set; }
}
