using EduIct.Emulator.Faults;

namespace EduIct.Emulator;

/// <summary>How an emulator starts. Everything has a default; together they make an empty tenant in memory on a free port.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The loopback port; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The file that keeps the state over restarts; null (the default) keeps it in memory. Created readable by its owner only.</summary>
    public string? StateFile { get; init; }

    /// <summary>What goes wrong on purpose; nothing by default.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>From which ids and the choice of calls that faults hit follow.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Calls per minute and user; null (the default) means no limit. Google's own figure is 2400.</summary>
    public int? QuotaPerMinute { get; init; }

    /// <summary>Seats, held by deleted accounts too for 20 days; null (the default) means no limit.</summary>
    public int? UserLimit { get; init; }

    /// <summary>The customer's id, <c>C</c> and eight more; null (the default) derives it from the seed, or takes the state file's.</summary>
    public string? Customer { get; init; }

    /// <summary>The customer's domains, the primary one first.</summary>
    public IReadOnlyList<string> Domains { get; init; } = ["bentre.edu.vn"];

    /// <summary>The first super-administrator, whom the service account may act for; null (the default) means admin@ the primary domain.</summary>
    public string? AdminAddress { get; init; }

    /// <summary>The service account's private key (PEM); null (the default) makes a new one.</summary>
    public string? PrivateKeyPem { get; init; }

    /// <summary>Scopes that are delegated to the service account; null (the default): all that are used.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The Graph application's client secret; null (the default) makes a new one.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>A certificate (PEM, without its key) by which the Graph application may log in too; null (the default): none.</summary>
    public string? ClientCertificatePem { get; init; }

    /// <summary>Application permissions that are consented to, such as <c>User.ReadWrite.All</c>; null (the default): all that are used.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    /// <summary>Seats by <c>skuPartNumber</c>; one that is not named has a million. Sold are STANDARDWOFFPACK_STUDENT and STANDARDWOFFPACK_FACULTY.</summary>
    public IReadOnlyDictionary<string, int> Licences { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How long after its licence a mailbox can be used. Zero (the default): at once.</summary>
    public TimeSpan MailboxDelay { get; init; }

    /// <summary>Graph's resource units in 10 seconds; null (the default) means no limit, 0 Graph's own by the size of the tenant.</summary>
    public int? UnitsPerTenSeconds { get; init; }

    /// <summary>Graph's writes in 150 seconds; null (the default) means no limit. Graph's own figure is 3000.</summary>
    public int? WritesPerWindow { get; init; }

    /// <summary>A further port that speaks https with a development certificate; 0 takes a free one, null (the default): none.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>The clock of tokens, quota, faults and the 20 days.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
