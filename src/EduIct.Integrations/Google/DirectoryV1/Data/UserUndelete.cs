namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The body of <c>users.undelete</c>.</summary>
internal sealed class UserUndelete
{
    public string? OrgUnitPath { get; set; }
}
