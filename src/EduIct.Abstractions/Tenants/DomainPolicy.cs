using System.Collections.Immutable;
using EduIct.People;

namespace EduIct.Tenants;

/// <summary>People of these units and roles get addresses in this domain at this provider.</summary>
/// <param name="Domain">The domain, lower case.</param>
/// <param name="Provider">Id of the provider that holds it.</param>
/// <param name="Units">Codes of units, with all below them; empty: all.</param>
/// <param name="Roles">Roles; empty: all.</param>
/// <param name="Patterns">Address patterns, the preferred one first, at least one.</param>
public sealed record DomainPolicy(
    string Domain,
    string Provider,
    ImmutableArray<string> Units,
    ImmutableArray<Role> Roles,
    ImmutableArray<string> Patterns);
