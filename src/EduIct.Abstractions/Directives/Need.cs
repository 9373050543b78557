namespace EduIct.Directives;

/// <summary>What would be enough for a requirement: a fact that has at least a value.</summary>
/// <param name="Fact">Id of the fact: a count, or a flag that counts as 0 or 1.</param>
/// <param name="AtLeast">CEL expression of type int over the facts.</param>
public sealed record Need(string Fact, string AtLeast);
