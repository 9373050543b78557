namespace EduIct.Compliance;

/// <summary>A requirement to which a unit stands otherwise than before.</summary>
/// <param name="Before">How it stood.</param>
/// <param name="After">How it stands.</param>
public sealed record OutcomeChange(Finding Before, Finding After);
