using System.Collections.Immutable;
using EduIct.Planning;
using EduIct.Running;

namespace EduIct.Provisioning;

/// <summary>What the providers hold against what the roster, the policy and the ledger's claims say.</summary>
/// <param name="Accounts">Managed, active accounts that were read; of posts that are groups, those groups.</param>
/// <param name="Differences">What would have to be done to remove each difference.</param>
/// <param name="LeftAlone">What is not compared, and why; people without a claim, and posts without a legal address, stand here as <see cref="LeftAloneReason.NoAddress"/> and count as differences.</param>
public sealed record Verification(int Accounts, ImmutableArray<PlanOperation> Differences, ImmutableArray<LeftAlone> LeftAlone)
{
    /// <summary>How it stands with the mailboxes of the accounts that we made. Those that are not overdue are no difference.</summary>
    public MailboxSummary Mailboxes { get; init; } = new();

    /// <summary>Whether nothing differs.</summary>
    public bool IsClean => Differences.IsEmpty && Mailboxes.Overdue.IsEmpty && !LeftAlone.Any(item => item.Reason == LeftAloneReason.NoAddress);
}
