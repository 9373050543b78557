using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Naming;

/// <summary>An address that a provider holds: of an account, an alias, a group, something in the bin.</summary>
/// <param name="Address">The address.</param>
/// <param name="Provider">Id of the provider.</param>
/// <param name="Holder">Whose account it is, where the account carries a key of ours; null: not ours, so taken for everybody.</param>
/// <param name="IsPrimary">Whether it is the primary address of a living account.</param>
public sealed record HeldAddress(EmailAddress Address, string Provider, PersonKey? Holder = null, bool IsPrimary = false);
