using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;

namespace EduIct.Naming;

/// <summary>Somebody who shall have an address.</summary>
/// <param name="Key">Who.</param>
/// <param name="Subject">What patterns may ask for.</param>
/// <param name="Domain">The domain, lower case.</param>
/// <param name="Provider">Id of the provider that holds the domain.</param>
/// <param name="Patterns">Patterns, the preferred one first.</param>
/// <param name="Limits">What the provider accepts.</param>
public sealed record AddressRequest(
    PersonKey Key, NamingSubject Subject, string Domain, string Provider, ImmutableArray<AddressPattern> Patterns, DirectoryLimits Limits);
