namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A member of a group.</summary>
internal sealed class Member
{
    public string? Email { get; set; }

    public string? Role { get; set; }
}
