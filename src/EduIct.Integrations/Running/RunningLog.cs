using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Planning;
using Microsoft.Extensions.Logging;

namespace EduIct.Running;

/// <summary>What a run says of itself; numbers and reasons only, nobody's name or address.</summary>
internal static partial class RunningLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Throttled ({Reason}): no calls for {Delay}")]
    public static partial void Throttled(ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} failed ({Kind}, {Reason}); again in {Delay}")]
    public static partial void TryingAgain(ILogger logger, int attempt, DirectoryErrorKind kind, string reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plan {PlanId}: {Open} of {Total} operations to do")]
    public static partial void Starting(ILogger logger, long planId, int open, int total);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Plan {PlanId}: operation {Seq} ({Kind}) is {State} ({Reason})")]
    public static partial void Settled(ILogger logger, long planId, int seq, OperationKind kind, OperationState state, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plan {PlanId} is closed: {Done} done, {Stale} stale, {Failed} failed")]
    public static partial void Closed(ILogger logger, long planId, int done, int stale, int failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plan {PlanId} is refused: {Stale} of {Total} operations are stale, more than the policy allows")]
    public static partial void Refused(ILogger logger, long planId, int stale, int total);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether mailboxes of '{Provider}' are ready cannot be seen: {Reason}")]
    public static partial void MailboxesUnseen(ILogger logger, string provider, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plan {PlanId} stays open: {Why}")]
    public static partial void Stopped(ILogger logger, long planId, string why);
}
