using System.Collections.Immutable;

namespace EduIct.Dispatches;

/// <summary>What reminding did.</summary>
/// <param name="Reminded">The addressees for whom a reminder was put into the outbox now.</param>
/// <param name="NotYet">How many have a letter without confirmation and were not reminded: no step of the policy is reached, or they were reminded at it or today.</param>
public sealed record DispatchReminding(ImmutableArray<DispatchRecipient> Reminded, int NotYet);
