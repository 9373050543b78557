using EduIct.Planning;

namespace EduIct.Running;

/// <summary>How far a run is.</summary>
/// <param name="Done">Operations of the plan that are closed, whatever became of them, those of earlier runs included.</param>
/// <param name="Total">Operations of the plan.</param>
/// <param name="PerSecond">Operations closed a second since the run began.</param>
/// <param name="Current">Kind of the operation that was closed last; null before the first.</param>
public readonly record struct RunProgress(int Done, int Total, double PerSecond, OperationKind? Current);
