namespace EduIct.Planning;

/// <summary>Something that a plan does not touch, and why. It does not make a plan non-empty.</summary>
/// <param name="What">A person's key, or an address where there is no key.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftAlone(string What, LeftAloneReason Reason);
