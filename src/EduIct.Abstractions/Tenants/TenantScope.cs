using System.Collections.Immutable;
using EduIct.People;

namespace EduIct.Tenants;

/// <summary>Units and roles that are managed. Accounts outside are invisible to plans and guards.</summary>
/// <param name="Units">Codes of units, with all that stands below them: <c>so-bentre</c> (a code of any system) or <c>moet:79.005</c>.</param>
/// <param name="Roles">Roles. Kin (guardians, parents) never get an account, listed or not.</param>
public sealed record TenantScope(ImmutableArray<string> Units, ImmutableArray<Role> Roles);
