using EduIct.Addresses;

namespace EduIct.Planning;

/// <summary>Something that a plan does not touch, and why. It does not make a plan non-empty.</summary>
/// <param name="What">A person's key, or an address where there is no key.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftAlone(string What, LeftAloneReason Reason)
{
    /// <summary>The group, where it is about somebody as a member of one; else null.</summary>
    public EmailAddress? Group { get; init; }
}
