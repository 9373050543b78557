using System.ComponentModel.DataAnnotations;

namespace EduIct.Running;

/// <summary>How a plan is run.</summary>
public sealed class PlanRunnerOptions
{
    /// <summary>Operations under way at the same time at each provider, 1 to 64. Default: 16. The rate budget bounds them further.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 16;

    /// <summary>
    /// Share of a plan's operations that may turn out stale before the whole is refused, 0 to 1. Default: 0.02. One is always allowed, unless the share is 0: in
    /// a plan of ten operations the share of one says nothing.
    /// </summary>
    [Range(0d, 1d)]
    public double StaleShare { get; set; } = 0.02;

    /// <summary>Seals first passwords; null sends passwords that nobody will know, so that nobody can log in until one is set at the provider.</summary>
    public PasswordSealer? Sealer { get; set; }

    /// <summary>
    /// How long mailboxes that are still being made are looked at when everything else is done; it ends sooner when all are ready. Zero or more. Default: 2 minutes.
    /// What is not ready then is looked at again by the next run.
    /// </summary>
    public TimeSpan MailboxWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long a mailbox that is not ready is reported as overdue. Default: 24 hours.</summary>
    public TimeSpan MailboxOverdueAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long calls that are under way may take to end after a cancellation. Default: 5 s. What does not end is settled by the next run.</summary>
    public TimeSpan CancellationGrace { get; set; } = TimeSpan.FromSeconds(5);
}
