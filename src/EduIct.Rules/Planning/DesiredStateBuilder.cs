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
    private readonly DirectoryLimits _everywhere;
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
        _everywhere = ProviderSnapshot.LimitsOf(request.Providers);
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
        AddressBook book = AddressBook.Open(_request.Ledger.Claims, Held());
        ImmutableArray<DesiredAccount> accounts = Accounts(candidates, slugs, book);
        ImmutableArray<DesiredGroup> groups = Groups(candidates, accounts, slugs, book);
        return new DesiredState
        {
            Accounts = accounts,
            Groups = groups,
            Schools = accounts.SelectMany(account => account.Schools).Distinct().ToDictionary(unit => unit, unit => Describe(unit).Name),
            Present = _present.ToFrozenSet(),
            Spoken = _request.Roster.People.SelectMany(person => person.Affiliations).Select(place => (place.Unit, place.Role)).ToFrozenSet(),
            LeftAlone = _leftAlone.ToImmutable(),
            Claims = [.. slugs.NewClaims, .. book.NewClaims],
            OutOfScope = outOfScope,
        };
    }

    private ImmutableArray<DesiredAccount> Accounts(List<Candidate> candidates, UnitSlugBook slugs, AddressBook book)
    {
        Dictionary<DomainPolicy, ImmutableArray<AddressPattern>> patterns = _policy.Domains.ToDictionary(domain => domain, domain => domain.Patterns.Select(ParsePattern).ToImmutableArray());
        var requests = new List<AddressRequest>(candidates.Count);
        foreach (Candidate candidate in candidates)
        {
            DirectoryLimits limits = _providers[candidate.Domain.Provider].Limits;
            if (candidate.Person.Name.Given.Length > limits.GivenName || candidate.Person.Name.FamilyAndMiddle.Length > limits.FamilyName)
            {
                _leftAlone.Add(new LeftAlone(candidate.Key.ToString(), LeftAloneReason.NameTooLong));
            }
            else if (candidate.Person.Enabled || _keys.IsKnown(candidate.Key))
            {
                requests.Add(new AddressRequest(
                    candidate.Key, Subject(candidate, slugs), candidate.Domain.Domain, candidate.Domain.Provider, patterns[candidate.Domain], _everywhere));
            }
        }

        IReadOnlyDictionary<(string Provider, PersonKey Key), EmailAddress> given = book.Assign(requests, _request.ClaimsOnly);
        Dictionary<PersonKey, Candidate> byKey = candidates.ToDictionary(candidate => candidate.Key);
        var accounts = ImmutableArray.CreateBuilder<DesiredAccount>(requests.Count);
        foreach (AddressRequest request in requests)
        {
            if (given.TryGetValue((request.Provider, request.Key), out EmailAddress address))
            {
                accounts.Add(Account(byKey[request.Key], address, slugs));
            }
            else
            {
                _leftAlone.Add(new LeftAlone(request.Key.ToString(), LeftAloneReason.NoAddress));
            }
        }

        return accounts.ToImmutable();
    }

    private DesiredAccount Account(Candidate candidate, EmailAddress address, UnitSlugBook slugs)
    {
        Affiliation main = candidate.Main;
        bool pupil = main.Role == Role.Student;
        PersonName name = candidate.Person.Name;
        return new DesiredAccount(
            candidate.Key,
            candidate.Domain.Provider,
            address,
            name.Given,
            // Providers ask for both names; who has one name only carries it in both fields.
            name.FamilyAndMiddle.Length == 0 ? name.Given : name.FamilyAndMiddle,
            new Placement(main.Unit, Describe(main.Unit).Name, main.Role, pupil ? main.Class : null, pupil ? main.Grade : null))
        {
            OrgUnit = _templates.TryGetValue(main.Role, out OrgUnitTemplate? template)
                ? template.Render(slugs[main.Unit], pupil ? main.Class : null, pupil ? main.Grade : null)
                : null,
            Schools = [.. candidate.Person.Affiliations.Where(IsInScope).Where(IsAtSchool).Select(place => place.Unit).Distinct().Order()],
            Enabled = candidate.Person.Enabled,
        };
    }

    // A unit that the roster does not describe is taken for a school, since people are taught there or teach.
    private bool IsAtSchool(Affiliation place) =>
        (place.Role == Role.Student || place.Role == Role.Teacher || place.Role == Role.Principal)
        && !(_units.TryGetValue(place.Unit, out Unit? unit)
            && (unit.Kind == UnitKind.Ministry || unit.Kind == UnitKind.MinistryIctDepartment || unit.Kind == UnitKind.Department || unit.Kind == UnitKind.Division));

    private static NamingSubject Subject(Candidate candidate, UnitSlugBook slugs) => new()
    {
        Name = candidate.Person.Name,
        Code = candidate.Key.Value,
        BirthDate = candidate.Person.BirthDate,
        UnitSlug = slugs[candidate.Main.Unit],
        Class = candidate.Main.Class,
        Grade = candidate.Main.Grade,
    };

    private ImmutableArray<DesiredGroup> Groups(List<Candidate> candidates, ImmutableArray<DesiredAccount> accounts, UnitSlugBook slugs, AddressBook book)
    {
        Dictionary<PersonKey, DesiredAccount> byKey = accounts.ToDictionary(account => account.Key);
        var groups = new SortedDictionary<string, DesiredGroup?>(StringComparer.Ordinal);
        AddressPattern? ofClasses = _policy.ClassGroups is { } classes ? ParsePattern(classes) : null;
        AddressPattern? ofStaff = _policy.StaffGroups is { } staff ? ParsePattern(staff) : null;

        // First which groups there are, then their addresses in the order of what they are for, then who is in them.
        List<(GroupHolder Holder, string? Class, PersonKey Key, GroupRole Role, string? Grade)> memberships =
        [
            .. from candidate in candidates
               where byKey.ContainsKey(candidate.Key)
               from place in candidate.Person.Affiliations
               where IsInScope(place)
               from membership in Memberships(place)
               where (membership.Class is null ? ofStaff : ofClasses) is not null
               select (membership.Holder, membership.Class, candidate.Key, membership.Role, place.Role == Role.Student ? place.Grade : null),
        ];
        foreach ((GroupHolder holder, string? title, _, _, _) in memberships.OrderBy(membership => membership.Holder.ToString(), StringComparer.Ordinal))
        {
            if (!groups.ContainsKey(holder.ToString()))
            {
                groups[holder.ToString()] = Group(holder, title, title is null ? ofStaff! : ofClasses!, slugs, book);
            }
        }

        foreach ((GroupHolder holder, _, PersonKey key, GroupRole role, string? grade) in memberships)
        {
            if (groups[holder.ToString()] is { } group && byKey[key].Provider == group.Provider)
            {
                // Who teaches a class and, by a slip, is also enrolled in it keeps the higher right.
                group.Grade = group.Grade is null || (grade is not null && string.CompareOrdinal(grade, group.Grade) < 0) ? grade : group.Grade;
                group.Members[key] = group.Members.TryGetValue(key, out GroupRole other) && other > role ? other : role;
            }
        }

        return [.. groups.Values.OfType<DesiredGroup>()];
    }

    private static IEnumerable<(GroupHolder Holder, string? Class, GroupRole Role)> Memberships(Affiliation place)
    {
        bool pupil = place.Role == Role.Student;
        foreach (string title in place.Classes.IsDefault ? [] : place.Classes)
        {
            if (VietnameseText.ToSlug(title) is { } slug)
            {
                yield return (new GroupHolder(place.Unit, slug.ToLowerInvariant()), title, pupil ? GroupRole.Member : GroupRole.Manager);
            }
        }

        if (!pupil)
        {
            yield return (new GroupHolder(place.Unit, null), null, GroupRole.Member);
        }
    }

    private DesiredGroup? Group(GroupHolder holder, string? title, AddressPattern pattern, UnitSlugBook slugs, AddressBook book)
    {
        var like = new Affiliation(holder.Unit, title is null ? Role.Teacher : Role.Student);
        if (_domains.FirstOrDefault(domain => Fits(domain, like)).Policy is not { } domain
            || pattern.Render(new NamingSubject { UnitSlug = slugs[holder.Unit], Class = title }) is not { } local)
        {
            return null;
        }

        DirectoryLimits limits = _providers[domain.Provider].Limits;
        string unit = Describe(holder.Unit).Name;
        string name = title is null ? $"Giáo viên, nhân viên – {unit}" : $"Lớp {title} – {unit}";
        return book.AssignGroup(holder.ToString(), local, domain.Domain, domain.Provider, _everywhere, _request.ClaimsOnly) is { } address
            ? new DesiredGroup(holder, domain.Provider, address, name.Length <= limits.GroupName ? name : name[..limits.GroupName])
            : null;
    }

    // Whatever a provider holds in any way is taken; accounts of ours are told apart by their keys.
    private IEnumerable<HeldAddress> Held()
    {
        foreach (ProviderSnapshot provider in _request.Providers)
        {
            foreach (Account account in provider.Accounts.Concat(provider.Deleted))
            {
                PersonKey? holder = account.Keys.Where(key => _policy.PersonKeys.Contains(key.System)).Select(key => (PersonKey?)key).FirstOrDefault();
                yield return new HeldAddress(account.Address, provider.Id, holder, IsPrimary: account.DeletedAt is null);
                foreach (EmailAddress alias in account.Aliases)
                {
                    yield return new HeldAddress(alias, provider.Id, holder);
                }
            }

            // A group of ours holds its address by its claim.
            foreach (GroupSnapshot group in provider.Groups)
            {
                foreach (EmailAddress address in group.Group.Aliases.Prepend(group.Group.Address))
                {
                    yield return new HeldAddress(address, provider.Id);
                }
            }
        }

        foreach (EmailAddress address in _policy.Guards.Protected)
        {
            yield return new HeldAddress(address, "");
        }
    }

    private IEnumerable<UnitCode> UnitsOf(Candidate candidate) => candidate.Person.Affiliations.Where(IsInScope).Select(place => place.Unit);

    // A unit that the roster does not describe is known by its code only.
    private Unit Describe(UnitCode code) =>
        _units.TryGetValue(code, out Unit? unit) ? unit : new Unit(code, UnitKind.Unknown, code.Value, VietnameseText.ToSlug(code.Value) ?? "unit");

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

    private static AddressPattern ParsePattern(string text) =>
        AddressPattern.TryParse(text, out AddressPattern? pattern, out ImmutableArray<Issues.Issue> faults)
            ? pattern
            : throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(text));

    private static OrgUnitTemplate Parse(string text) =>
        OrgUnitTemplate.TryParse(text, out OrgUnitTemplate? template, out ImmutableArray<Issues.Issue> faults)
            ? template
            : throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(text));
}
