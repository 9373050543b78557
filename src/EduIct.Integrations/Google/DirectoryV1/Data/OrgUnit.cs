namespace EduIct.Google.DirectoryV1.Data;

/// <summary>An organisational unit.</summary>
internal sealed class OrgUnit
{
    public string? Name { get; set; }

    public string? OrgUnitPath { get; set; }

    public string? ParentOrgUnitPath { get; set; }
}
