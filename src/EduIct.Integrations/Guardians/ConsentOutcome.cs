using EduIct.Issues;

namespace EduIct.Guardians;

/// <summary>What became of a guardian's asking.</summary>
/// <param name="Consent">The wish as it is kept; null: it was refused.</param>
/// <param name="Refusal">Why it was refused: <c>results.paid-channel</c>, with the clause; null: it was not.</param>
public sealed record ConsentOutcome(GuardianConsent? Consent, Issue? Refusal);
