namespace EduIct.Google.DirectoryV1.Data;

/// <summary>The answer of <c>orgunits.list</c>.</summary>
internal sealed class OrgUnits
{
    public IList<OrgUnit>? OrganizationUnits { get; set; }
}
