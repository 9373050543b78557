namespace EduIct.Tenants;

/// <summary>How a provider of a tenant is reached, as <c>tenant.json</c> says. Holds paths of secrets, never secrets.</summary>
public sealed record ProviderSettings
{
    /// <summary>Kind of provider: <c>google</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in the tenant, to which domains refer.</summary>
    public required string Id { get; init; }

    /// <summary>The customer at the provider; Google takes <c>my_customer</c> for the administrator's own. Default: that.</summary>
    public string Customer { get; init; } = "my_customer";

    /// <summary>Administrator in whose name the service account acts (domain-wide delegation).</summary>
    public required string Admin { get; init; }

    /// <summary>Full path of the service-account key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Another root than the provider's own, for an emulator or a gateway; null: the provider's own.</summary>
    public Uri? RootUrl { get; init; }

    /// <summary>Calls a minute that all work on the tenant shares, 1 to 1,000,000. Default: 2,400, Google's quota per minute, user and project.</summary>
    public int CallsPerMinute { get; init; } = 2400;
}
