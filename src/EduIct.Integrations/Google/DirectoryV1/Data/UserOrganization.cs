namespace EduIct.Google.DirectoryV1.Data;

/// <summary>An entry of a user's <c>organizations</c>.</summary>
internal sealed class UserOrganization
{
    public string? Type { get; set; }

    public bool? Primary { get; set; }

    public string? Name { get; set; }

    public string? Symbol { get; set; }

    public string? Title { get; set; }

    public string? Department { get; set; }

    public string? Description { get; set; }
}
