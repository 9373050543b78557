namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A group.</summary>
internal sealed class Group
{
    public string? Id { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public IList<string>? Aliases { get; set; }

    public IList<string>? NonEditableAliases { get; set; }
}
