using System.ComponentModel.DataAnnotations;

namespace EduIct.Provisioning;

/// <summary>How tenants are worked on, whichever tenant it is.</summary>
public sealed class ProvisioningOptions
{
    /// <summary>Operations under way at once at each provider of a tenant, 1 to 64. Default: 16.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Attempts at one call before the run stops, the first included, 1 to 20. Default: 6, half a minute in all, as Google advises (n = 0 to 4).</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 6;

    /// <summary>Wait before the second attempt; doubled for each further one, with jitter. From 1 ms to 1 minute. Default: 1 second, as Google advises.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts, from 1 ms to 10 minutes. Default: 64 seconds. A provider that asks for more gets what it asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(64);

    /// <inheritdoc cref="Running.PlanRunnerOptions.MailboxWait"/>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MailboxWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc cref="Running.PlanRunnerOptions.MailboxOverdueAfter"/>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan MailboxOverdueAfter { get; set; } = TimeSpan.FromHours(24);
}
