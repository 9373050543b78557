namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A customer: the owner of domains, users and groups.</summary>
internal sealed class Customer
{
    public string? Id { get; set; }

    public string? CustomerDomain { get; set; }
}
