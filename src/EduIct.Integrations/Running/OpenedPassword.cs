using EduIct.Accounts;
using EduIct.Addresses;

namespace EduIct.Running;

/// <summary>A first password that was opened to be handed over.</summary>
/// <param name="Address">For which address.</param>
/// <param name="Password">The password; it does not print itself.</param>
public sealed record OpenedPassword(EmailAddress Address, InitialPassword Password);
