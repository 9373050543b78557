namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A second name of a domain; nobody's primary address can be in it.</summary>
internal sealed class DomainAlias
{
    public string? DomainAliasName { get; set; }

    public bool? Verified { get; set; }
}
