using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Planning;

/// <summary>What reading a plan file gave: a plan with its digest, or what is wrong with the file.</summary>
/// <param name="Plan">The plan; null when there are issues.</param>
/// <param name="Digest">Its digest, SHA-256 in lower-case hexadecimal; null when there are issues.</param>
/// <param name="Issues">Every fault that was found, each with its line; empty when the plan is good.</param>
public sealed record PlanReading(Plan? Plan, string? Digest, ImmutableArray<Issue> Issues);
