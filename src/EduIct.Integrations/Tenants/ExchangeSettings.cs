using System.Collections.Immutable;
using EduIct.People;

namespace EduIct.Tenants;

/// <summary>What <c>tenant.json</c> says of a provider of the kind <c>exchange</c>. Exactly one of secret, certificate and managed identity is set.</summary>
public sealed record ExchangeSettings
{
    /// <summary>The Entra tenant: its id (a GUID) or one of its domains.</summary>
    public required string TenantId { get; init; }

    /// <summary>Id of the registered application (a GUID). With a managed identity: of the user-assigned one, or null for the machine's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>Full path of the file that holds the client secret and nothing else; null where another credential is used.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Full path of the client certificate with its private key (PEM); null where another credential is used.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Whether the machine's managed identity is the credential. Default: no.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>Another authority than <c>https://login.microsoftonline.com/</c>, for an emulator or a national cloud; null: Microsoft's own.</summary>
    public Uri? AuthorityUrl { get; init; }

    /// <summary>The licence that each role gets: a <c>skuPartNumber</c> such as <c>STANDARDWOFFPACK_STUDENT</c>, or a <c>skuId</c> (GUID). A role that is not here gets none.</summary>
    public ImmutableDictionary<Role, string> Licences { get; init; } = ImmutableDictionary<Role, string>.Empty;

    /// <summary>Country where the licences are used, two capital letters (ISO 3166-1); Graph refuses licences without one. Default: VN.</summary>
    public string UsageLocation { get; init; } = "VN";

    /// <summary>Whether schools, classes and the school data of people are written as education resources too. Classes need <see cref="TenantPolicy.ClassGroups"/>. Default: no.</summary>
    public bool Education { get; init; }
}
