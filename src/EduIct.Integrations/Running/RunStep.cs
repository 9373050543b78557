using EduIct.Planning;

namespace EduIct.Running;

/// <summary>An open operation of a run.</summary>
internal sealed class RunStep(PlanOperation operation, bool wasIntended)
{
    public PlanOperation Operation { get; } = operation;

    /// <summary>Whether an earlier run wrote the intent, so that the effect is not known.</summary>
    public bool WasIntended { get; } = wasIntended;

    /// <summary>Number of steps that must be closed before.</summary>
    public int WaitingFor { get; set; }

    /// <summary>Whether something that it needs was not done.</summary>
    public bool Blocked { get; set; }
}
