using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Naming;
using EduIct.People;
using EduIct.Tenants;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>Who shall have which account, at which address, in which groups.</summary>
internal sealed class DesiredStateBuilder
{
    private readonly PlanRequest _request;
    private readonly TenantPolicy _policy;
    private readonly IReadOnlyDictionary<UnitCode, Unit> _units;
    private readonly UnitMatch _scope;
    private readonly PersonKeyResolver _keys;
    private readonly ImmutableArray<(DomainPolicy Policy, UnitMatch Units)> _domains;
    private readonly Dictionary<Role, OrgUnitTemplate> _templates;
    private readonly Dictionary<string, ProviderSnapshot> _providers;
    private readonly ImmutableArray<LeftAlone>.Builder _leftAlone = ImmutableArray.CreateBuilder<LeftAlone>();
    private readonly HashSet<PersonKey> _present = [];

    private DesiredStateBuilder(PlanRequest request, IReadOnlyDictionary<UnitCode, Unit> units, UnitMatch scope)
    {
        _request = request;
        _policy = request.Policy;
        _units = units;
        _scope = scope;
        _keys = new PersonKeyResolver(_policy.PersonKeys, request.Ledger.Claims, request.Providers);
        _domains = [.. _policy.Domains.Select(domain => (domain, new UnitMatch(domain.Units, units, request.Roster.Date)))];
        _templates = _policy.OrgUnits.ToDictionary(pair => pair.Key, pair => Parse(pair.Value));
        _providers = request.Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
    }

    public static DesiredState Build(PlanRequest request, IReadOnlyDictionary<UnitCode, Unit> units, UnitMatch scope) =>
        new DesiredStateBuilder(request, units, scope).Build();

    private DesiredState Build()
    {
        foreach (PersonKey faulty in _request.Roster.FaultyKeys)
        {
            _present.Add(faulty);
            _leftAlone.Add(new LeftAlone(faulty.ToString(), LeftAloneReason.AcceptedFault));
        }

        (List<Candidate> candidates, int outOfScope) = FindCandidates();
        UnitSlugBook slugs = UnitSlugBook.Create(_request.Ledger.Claims, candidates.SelectMany(UnitsOf).Distinct().Select(Describe));
        throw new InvalidOperationException();
    }

    /// <summary>Somebody of the roster within the scope, before an address is given.</summary>
    private sealed record Candidate(PersonKey Key, Person Person, Affiliation Main, DomainPolicy Domain);

    // In the order of the roster; what follows sorts by key.
    private (List<Candidate> Candidates, int OutOfScope) FindCandidates()
    {
        var candidates = new Dictionary<PersonKey, Candidate>();
        var doubled = new HashSet<PersonKey>();
        int outOfScope = 0;
        foreach (Person person in _request.Roster.People)
        {
            if (person.Affiliations.FirstOrDefault(IsInScope) is not { } main)
            {
                outOfScope++;
                continue;
            }

            // Whatever becomes of the person here, none of the accounts under these keys is a leaver's.
            _present.UnionWith(person.Keys);
            if (_keys.Resolve(person, out bool known) is not { } key)
            {
                _leftAlone.Add(new LeftAlone(person.Keys[0].ToString(), known ? LeftAloneReason.DuplicateKey : LeftAloneReason.NoKey));
            }
            else if (_domains.FirstOrDefault(domain => Fits(domain, main)).Policy is not { } domain)
            {
                _leftAlone.Add(new LeftAlone(key.ToString(), LeftAloneReason.NoDomain));
            }
            else if (!candidates.TryAdd(key, new Candidate(key, person, main, domain)))
            {
                doubled.Add(key);
            }
        }

        foreach (PersonKey key in doubled)
        {
            candidates.Remove(key);
            _leftAlone.Add(new LeftAlone(key.ToString(), LeftAloneReason.DuplicateKey));
        }

        return ([.. candidates.Values.OrderBy(candidate => candidate.Key)], outOfScope);
    }

    private bool IsInScope(Affiliation affiliation) =>
        !affiliation.Role.IsKin && _policy.Scope.Roles.Contains(affiliation.Role) && _scope.Includes(affiliation.Unit);

    private static bool Fits((DomainPolicy Policy, UnitMatch Units) domain, Affiliation affiliation) =>
        (domain.Policy.Roles.IsDefaultOrEmpty || domain.Policy.Roles.Contains(affiliation.Role)) && domain.Units.Includes(affiliation.Unit);

    private static OrgUnitTemplate Parse(string text) =>
        OrgUnitTemplate.TryParse(text, out OrgUnitTemplate? template, out ImmutableArray<Issues.Issue> faults)
            ? template
            : throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(text));
}
