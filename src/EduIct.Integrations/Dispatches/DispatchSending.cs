using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Dispatches;

/// <summary>What sending a letter did.</summary>
/// <param name="Queued">To how many units it was put into the outbox now.</param>
/// <param name="Before">To how many it had been before.</param>
/// <param name="Unreachable">The units without an address; they stand in the register, and sending again with an address reaches them.</param>
/// <param name="Issues">
/// Why nothing was done: <c>dispatch.other-content</c> (a letter of that number and day says something else), and those of <see cref="Mail.MailMessage.TryCreate"/>. Empty
/// where it was done.
/// </param>
public sealed record DispatchSending(int Queued, int Before, ImmutableArray<Unit> Unreachable, ImmutableArray<Issue> Issues)
{
    /// <summary>Whether the letter was refused as a whole since the register knows another of its number and day.</summary>
    public bool IsOtherContent => Issues.Any(issue => issue.Code == "dispatch.other-content");
}
