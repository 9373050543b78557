using EduIct.Issues;

namespace EduIct.Accounts;

/// <summary>One thing that a doctor looked at, read-only, before a tenant is worked on.</summary>
/// <param name="Check">Stable code of the check in kebab case with the area first, e.g. <c>google.clock</c>; several findings may share it.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="What">What was found. Names settings, domains and the administrator, never a secret.</param>
/// <param name="HowToMend">What to do; null where nothing is to be done, or where <paramref name="What"/> says it.</param>
public sealed record DoctorFinding(string Check, DoctorVerdict Verdict, LocalizedText What, LocalizedText? HowToMend = null);
