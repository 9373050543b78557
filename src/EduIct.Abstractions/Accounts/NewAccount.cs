using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Accounts;

/// <summary>What an account is made from.</summary>
/// <param name="Key">The person's key, written in the same call that makes the account.</param>
/// <param name="Address">Primary address.</param>
/// <param name="GivenName">Given name (tên).</param>
/// <param name="FamilyName">Family and middle names.</param>
/// <param name="OrgUnit">Organisational unit; must exist.</param>
/// <param name="Placement">Where the person stands.</param>
/// <param name="Password">First password, to be changed at the first login.</param>
public sealed record NewAccount(
    PersonKey Key,
    EmailAddress Address,
    string GivenName,
    string FamilyName,
    OrgUnitPath OrgUnit,
    Placement Placement,
    InitialPassword Password)
{
    /// <summary>Only the key.</summary>
    public override string ToString() => Key.ToString();
}
