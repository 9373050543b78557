using EduIct.Issues;

namespace EduIct.Planning;

/// <summary>A guard that a plan does not pass.</summary>
/// <param name="Guard">Its name, as <c>--accept</c> takes it: <c>leavers</c>, <c>graduates</c>, <c>deletions</c>, <c>seats</c>, <c>holders</c>.</param>
/// <param name="Count">What the plan does.</param>
/// <param name="Limit">What the policy allows without asking.</param>
/// <param name="Message">In words.</param>
public sealed record GuardRefusal(string Guard, int Count, int Limit, LocalizedText Message);
