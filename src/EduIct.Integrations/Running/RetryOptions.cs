using System.ComponentModel.DataAnnotations;

namespace EduIct.Running;

/// <summary>How often and how long a call to a provider is tried again.</summary>
public sealed class RetryOptions
{
    /// <summary>Attempts in all, the first included. 1 to 20, default 8: with the other defaults some two minutes.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Attempts in all where what the call names was made a moment ago: reads trail writes by a minute and more. 1 to 20, default 8.</summary>
    [Range(1, 20)]
    public int MaxAppearanceAttempts { get; set; } = 8;

    /// <summary>Wait before the second attempt; it doubles with each, with jitter. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait of our own choice between two attempts. Default: 64 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(64);

    /// <summary>Longest wait that a provider may ask for; when it asks for more, the call fails instead and the run can go on later. Default: 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(15);
}
