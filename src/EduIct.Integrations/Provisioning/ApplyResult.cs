using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Planning;
using EduIct.Running;

namespace EduIct.Provisioning;

/// <summary>What an application did.</summary>
/// <param name="Outcome">What became of it.</param>
public sealed record ApplyResult(ApplyOutcome Outcome)
{
    /// <summary>The plan; null where it did not come to one.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What finishing an open plan of an earlier, interrupted run did; null where there was none.</summary>
    public RunSummary? Resumed { get; init; }

    /// <summary>What running the plan did; null where it was not run.</summary>
    public RunSummary? Run { get; init; }

    /// <summary>How it stands with the mailboxes of the accounts made by this and earlier runs; null where nothing was applied.</summary>
    public MailboxSummary? Mailboxes { get; init; }

    /// <summary>Guards that said no.</summary>
    public ImmutableArray<GuardRefusal> Refusals { get; init; } = [];

    /// <summary>Other reasons for a refusal, or the faults of the roster.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];
}
