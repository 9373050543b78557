namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A user's name.</summary>
internal sealed class UserName
{
    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }
}
