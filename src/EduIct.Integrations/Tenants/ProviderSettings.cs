namespace EduIct.Tenants;

/// <summary>How a provider of a tenant is reached, as <c>tenant.json</c> says. Holds paths of secrets, never secrets.</summary>
public sealed record ProviderSettings
{
    /// <summary>Kind of provider: <c>google</c> or <c>exchange</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in the tenant, to which domains refer.</summary>
    public required string Id { get; init; }

    /// <summary>Google: the customer; <c>my_customer</c>, the default, is the administrator's own.</summary>
    public string Customer { get; init; } = "my_customer";

    /// <summary>Google: administrator in whose name the service account acts (domain-wide delegation). Empty for other kinds.</summary>
    public string Admin { get; init; } = "";

    /// <summary>Google: full path of the service-account key. Empty for other kinds.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Exchange Online: how Microsoft Graph is reached and what accounts get there; null for other kinds.</summary>
    public ExchangeSettings? Exchange { get; init; }

    /// <summary>Another root than the provider's own, for an emulator or a gateway; null: the provider's own.</summary>
    public Uri? RootUrl { get; init; }

    /// <summary>
    /// Calls a minute that all work on the tenant shares, 1 to 1,000,000. Default: 2,400 for Google, its quota per minute, user and project; 1,200 for Exchange, the
    /// 3,000 writes in 2.5 minutes that Graph's identity service allows an application in a tenant.
    /// </summary>
    public int CallsPerMinute { get; init; } = 2400;
}
