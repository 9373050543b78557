using System.Collections.Immutable;

namespace EduIct.Dispatches;

/// <summary>What a register said of a letter.</summary>
/// <param name="Record">The letter as it is kept. Where its digest is another's, nothing was changed: a letter of that number and day says something else.</param>
/// <param name="Recipients">The addressees that were asked for, as they are kept, in that order; empty where the letter is another.</param>
public sealed record DispatchAdmission(DispatchRecord Record, ImmutableArray<DispatchRecipient> Recipients);
