namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A domain of a customer.</summary>
internal sealed class Domains
{
    public string? DomainName { get; set; }

    public bool? IsPrimary { get; set; }

    public bool? Verified { get; set; }

    public IList<DomainAlias>? DomainAliases { get; set; }
}
