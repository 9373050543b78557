namespace EduIct.Guardians;

/// <summary>A student's results that a guardian was not told.</summary>
/// <param name="Result">The results.</param>
/// <param name="Reason">Why not.</param>
public sealed record ResultNotSent(TermResult Result, NotSentReason Reason)
{
    /// <summary>Where it stands and why; nothing personal.</summary>
    public override string ToString() => $"{Result}: {Reason}";
}
