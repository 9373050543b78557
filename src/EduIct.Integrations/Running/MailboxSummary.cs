using System.Collections.Immutable;
using EduIct.Ledger;

namespace EduIct.Running;

/// <summary>How it stands with the mailboxes of accounts that we made: a provider makes them some time after the account.</summary>
public sealed record MailboxSummary
{
    /// <summary>Mailboxes that were seen to be ready while they were looked at.</summary>
    public int Ready { get; init; }

    /// <summary>Mailboxes that were not ready when last looked at, overdue ones included, longest waited for first. The next run looks again.</summary>
    public ImmutableArray<AwaitedMailbox> Awaited { get; init; } = [];

    /// <summary>Those of <see cref="Awaited"/> that are waited for longer than <see cref="PlanRunnerOptions.MailboxOverdueAfter"/>: somebody has to look at the provider's.</summary>
    public ImmutableArray<AwaitedMailbox> Overdue { get; init; } = [];

    /// <summary>Providers that refused to tell, with their short reason: those of their mailboxes count as not ready.</summary>
    public ImmutableSortedDictionary<string, string> Refused { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
