namespace EduIct.Compliance;

/// <summary>By how much a fact falls short of what would be enough.</summary>
/// <param name="Fact">Id of the fact: a count, or a flag as 0 or 1.</param>
/// <param name="Have">What there is.</param>
/// <param name="Need">What would be enough.</param>
public sealed record Shortfall(string Fact, long Have, long Need)
{
    /// <summary>What is missing; 0 where there is enough.</summary>
    public long Missing => Math.Max(0, Need - Have);
}
