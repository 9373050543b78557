namespace EduIct.Emulator;

/// <summary>An account as it stands in the emulator, for tests to look at without a call.</summary>
/// <param name="Id">Google's immutable id.</param>
/// <param name="PrimaryEmail">The primary address, in lower case.</param>
/// <param name="Aliases">Further addresses, the former primary ones among them.</param>
/// <param name="GivenName">The given name.</param>
/// <param name="FamilyName">The family name.</param>
/// <param name="OrgUnitPath">The unit, from the root.</param>
/// <param name="Suspended">Whether nobody can log in.</param>
/// <param name="IsAdmin">Whether it is a super-administrator.</param>
/// <param name="HasPassword">Whether a password was given; the password itself is not kept.</param>
/// <param name="HashFunction">How the password was hashed, or null for in clear.</param>
/// <param name="ExternalIds">Type (the custom type for <c>custom</c>) and value.</param>
/// <param name="DeletedAt">When it was deleted; null for a live account.</param>
public sealed record EmulatedUser(
    string Id,
    string PrimaryEmail,
    IReadOnlyList<string> Aliases,
    string GivenName,
    string FamilyName,
    string OrgUnitPath,
    bool Suspended,
    bool IsAdmin,
    bool HasPassword,
    string? HashFunction,
    IReadOnlyList<KeyValuePair<string, string>> ExternalIds,
    DateTimeOffset? DeletedAt)
{
    /// <summary>When its password was last set.</summary>
    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>When its sessions were last ended; null for never.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }
}
