using EduIct.People;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>An account that we barred and have not opened again since: retention counts from here.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Provider">At which provider.</param>
/// <param name="At">When the provider confirmed it.</param>
public sealed record Suspension(PersonKey Person, string Provider, Instant At);
