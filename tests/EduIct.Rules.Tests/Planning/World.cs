using System.Collections.Immutable;
using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Planning;

/// <summary>A provider and a ledger as values: what a plan does to them is written down once, plainly, to hold the planner against.</summary>
internal sealed record World
{
    public static readonly UnitCode So = new(CodeSystem.OneRoster, "so-bentre");
    public static readonly Instant Start = Instant.FromUtc(2026, 9, 5, 0, 0);

    private static readonly DirectoryLimits s_limits = new(60, 60, 64, 73, "-_'", new HashSet<string> { "abuse", "postmaster" });

    public static TenantPolicy Policy { get; } = new()
    {
        Tenant = "so-bentre",
        PersonKeys = [CodeSystem.Moet, CodeSystem.OneRoster],
        Scope = new TenantScope(["so-bentre"], [Role.Student, Role.Teacher]),
        Domains = [new DomainPolicy("bentre.edu.vn", "g", ["so-bentre"], [Role.Student, Role.Teacher], ["{given}.{initials}{yy}", "{given}.{initials}.{code:4}"])],
        OrgUnits = ImmutableDictionary<Role, string>.Empty.Add(Role.Student, "/HocSinh/{unit}/{class}").Add(Role.Teacher, "/GiaoVien/{unit}"),
        ClassGroups = "lop.{class}.{unit}",
        StaffGroups = "gv.{unit}",
        Leavers = new LeaverPolicy { OrgUnit = OrgUnitPath.Parse("/DaNghi") },
        Guards = new GuardPolicy { Protected = [EmailAddress.Parse("admin@bentre.edu.vn")] },
    };

    public ProviderSnapshot Provider { get; init; } = new("g", s_limits)
    {
        Accounts = [new Account { Id = "1", Address = EmailAddress.Parse("admin@bentre.edu.vn"), GivenName = "Quản trị", FamilyName = "Sở", IsAdmin = true }],
    };

    /// <summary>The same with a provider that is to know of schools.</summary>
    public static World WithEducation { get; } = Educated(new World());

    public LedgerSnapshot Ledger { get; init; } = new("ledger-1");

    public Instant Now { get; init; } = Start;

    public static ImmutableArray<Unit> Units(int schools) =>
    [
        new Unit(So, UnitKind.Department, "Sở Giáo dục và Đào tạo Bến Tre", "BenTre"),
        .. Enumerable.Range(1, schools).Select(number => new Unit(School(number), UnitKind.LowerSecondary, $"Trường THCS Số {number}", $"THCSSo{number}")
        {
            Parents = [new UnitParent(So, DateSpan.Always)],
        }),
    ];

    public static UnitCode School(int number) => new(CodeSystem.OneRoster, string.Create(CultureInfo.InvariantCulture, $"thcs-{number}"));

    public static Person Pupil(int number, string name, int school = 1, string @class = "6A1", int year = 2014) => new(
        [new PersonKey(CodeSystem.OneRoster, $"p{number}"), new PersonKey(CodeSystem.Moet, string.Create(CultureInfo.InvariantCulture, $"83{number:D8}"))],
        PersonName.Parse(name)!,
        [new Affiliation(School(school), Role.Student) { Grade = new string([.. @class.TakeWhile(char.IsAsciiDigit)]), Classes = [@class] }])
    {
        BirthDate = new LocalDate(year, 1 + (number % 12), 1 + (number % 28)),
    };

    public static Person Teacher(int number, string name, int school = 1, params string[] classes) => new(
        [new PersonKey(CodeSystem.OneRoster, $"t{number}"), new PersonKey(CodeSystem.Moet, string.Create(CultureInfo.InvariantCulture, $"84{number:D8}"))],
        PersonName.Parse(name)!,
        [new Affiliation(School(school), Role.Teacher) { Classes = [.. classes] }])
    {
        BirthDate = new LocalDate(1980, 5, 1 + (number % 28)),
    };

    public static Roster Roster(IEnumerable<Person> people, int schools = 3, bool complete = true)
    {
        ImmutableArray<Person> all = [.. people];
        return new Roster
        {
            People = all,
            Units = Units(schools),
            Coverage = complete ? RosterCoverage.OfAll(all) : RosterCoverage.None,
            Date = new LocalDate(2026, 9, 5),
            Digest = "d",
        };
    }

    public Plan Plan(Roster roster, TenantPolicy? policy = null, bool claimsOnly = false) => new Planner().Plan(new PlanRequest
    {
        Policy = policy ?? Policy,
        Roster = roster,
        Providers = [Provider],
        Ledger = Ledger,
        Now = Now,
        ClaimsOnly = claimsOnly,
    });

    public World Apply(Plan plan)
    {
        World world = this with { Ledger = Ledger with { Claims = [.. Ledger.Claims, .. plan.Header.Claims] } };
        var done = new HashSet<int>();
        foreach (PlanOperation operation in plan.Operations)
        {
            Assert.True(operation.After.All(done.Contains), $"{operation} comes before what it needs");
            world = world.Apply(operation).Noted(operation);
            done.Add(operation.Seq);
        }

        return world;
    }

    public World Later(int days) => this with { Now = Now + Duration.FromDays(days) };

    public Account Account(string address) => Assert.Single(Provider.Accounts, account => account.Address == EmailAddress.Parse(address));

    private World Noted(PlanOperation operation) => operation.Set.Holders is not { } holders ? this : this with
    {
        Ledger = Ledger with
        {
            Holders = [.. Ledger.Holders.Where(noted => noted.Post != operation.Person), new NotedHolders(operation.Provider, operation.Person!.Value, holders.BoundTo(Ledger.Id!))],
        },
    };

    private World Apply(PlanOperation operation)
    {
        OperationFields set = operation.Set;
        switch (operation.Kind)
        {
            case OperationKind.EnsureOrgUnit:
                Assert.True(operation.Unit!.Value.Parent.IsRoot || Provider.OrgUnits.Contains(operation.Unit.Value.Parent));
                return this with { Provider = Provider with { OrgUnits = Provider.OrgUnits.Add(operation.Unit.Value) } };
            case OperationKind.Create:
                Assert.DoesNotContain(Provider.Accounts, account => Holds(account, set.Address!.Value));
                AssertExists(set.OrgUnit!.Value);
                return WithAccounts(Provider.Accounts.Add(new Account
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{1000 + Provider.Accounts.Length + Provider.Deleted.Length}"),
                    Address = set.Address!.Value,
                    GivenName = set.GivenName!,
                    FamilyName = set.FamilyName!,
                    OrgUnit = set.OrgUnit.Value,
                    Placement = set.Placement,
                    Keys = [operation.Person!.Value],
                }));
            case OperationKind.Reactivate when operation.Expect.Deleted == true:
                Account restored = Assert.Single(Provider.Deleted, account => account.Id == operation.Expect.Id);
                return this with
                {
                    Provider = Provider with
                    {
                        Deleted = Provider.Deleted.Remove(restored),
                        Accounts = Provider.Accounts.Add(restored with { DeletedAt = null, Suspended = false, OrgUnit = set.OrgUnit ?? default }),
                    },
                };
            case OperationKind.Update or OperationKind.Move or OperationKind.Rename or OperationKind.Suspend or OperationKind.Reactivate:
                return Change(operation);
            case OperationKind.HandOver:
                Assert.Single(Provider.Accounts, account => account.Id == operation.Expect.Id && account.Keys.Contains(operation.Person!.Value));
                return this;
            case OperationKind.NoteHolders:
                return this;
            case OperationKind.Delete:
                Account gone = Assert.Single(Provider.Accounts, account => account.Id == operation.Expect.Id);
                return this with
                {
                    Provider = Provider with { Accounts = Provider.Accounts.Remove(gone), Deleted = Provider.Deleted.Add(gone with { DeletedAt = Now }) },
                };
            case OperationKind.EnsureGroup:
                return WithGroups(Provider.Groups.Add(new GroupSnapshot(new DirectoryGroup(operation.Group!.Value.ToString(), operation.Group.Value, set.Name!, set.Holder), [])));
            case OperationKind.AddMember:
                // Whom it does not know a provider takes from other domains only.
                Assert.True(set.Member!.Value.Domain != "bentre.edu.vn" || Provider.Accounts.Any(account => account.Address == set.Member.Value) || Provider.Groups.Any(group => group.Group.Address == set.Member.Value));
                return OnGroup(operation.Group!.Value, members => members.Add(new GroupMember(set.Member!.Value, set.Role!.Value)));
            case OperationKind.RemoveMember:
                return OnGroup(operation.Group!.Value, members => members.RemoveAll(member => SameAccount(member.Address, operation.Expect.Member!.Value)));
            case OperationKind.EnsureSchool:
                SchoolSnapshot? named = Provider.Education!.Schools.SingleOrDefault(school => school.School.Unit == set.School);
                Assert.Equal(named?.School.Name, operation.Expect.Name);
                return WithSchools(named is null
                    ? Provider.Education.Schools.Add(new SchoolSnapshot(new EducationSchool($"school-{set.School}", set.School, set.Name!), [], []))
                    : Provider.Education.Schools.Replace(named, named with { School = named.School with { Name = set.Name! } }));
            case OperationKind.EnsureClass:
                return EnsureClass(operation);
            case OperationKind.SetSchooling:
                return SetSchooling(operation);
            default:
                throw new InvalidOperationException(operation.ToString());
        }
    }

    private World EnsureClass(PlanOperation operation)
    {
        OperationFields set = operation.Set;
        EducationSnapshot education = Provider.Education!;
        World world = operation.Expect.Id is not null
            ? this
            : WithGroups(Provider.Groups.Add(new GroupSnapshot(new DirectoryGroup(operation.Group!.Value.ToString(), operation.Group.Value, set.Name!, set.Holder), [])));
        string id = operation.Expect.Id ?? operation.Group!.Value.ToString();
        EducationClass? held = education.Classes.SingleOrDefault(item => item.Id == id);
        Assert.Equal(operation.Expect.Id is null, held is null);
        EducationClass now = new(id, set.Holder, set.Grade ?? held?.Grade);
        SchoolSnapshot school = Assert.Single(education.Schools, school => school.School.Unit == set.School);
        return world.WithEducationOf(education with
        {
            Classes = held is null ? education.Classes.Add(now) : education.Classes.Replace(held, now),
            Schools = education.Schools.Replace(school, school with { Classes = school.Classes.Contains(id) ? school.Classes : school.Classes.Add(id) }),
        });
    }

    private World SetSchooling(PlanOperation operation)
    {
        EducationSnapshot education = Provider.Education!;
        Schooling now = operation.Set.Schooling!;
        Account account = Assert.Single(Provider.Accounts, account => account.Address == operation.Set.Member!.Value);
        Assert.Contains(operation.Person!.Value, account.Keys);
        UnitCode[] before = [.. education.Schools.Where(school => school.People.Contains(account.Id)).Select(school => school.School.Unit!.Value).Order()];
        Assert.Equal(before, operation.Expect.Schooling?.Schools ?? []);
        Assert.All(now.Schools, unit => Assert.Contains(education.Schools, school => school.School.Unit == unit));
        return WithEducationOf(education with
        {
            People = education.People.RemoveAll(person => person.Id == account.Id).Add(new EducationPerson(account.Id, operation.Person, now.Role, now.Grade)),
            Schools =
            [
                .. education.Schools.Select(school => school with
                {
                    People = now.Schools.Contains(school.School.Unit!.Value) ? [.. school.People.Remove(account.Id), account.Id] : school.People.Remove(account.Id),
                }),
            ],
        });
    }

    private static World Educated(World world) => world with { Provider = world.Provider with { Education = new EducationSnapshot() } };

    private World WithSchools(ImmutableArray<SchoolSnapshot> schools) => WithEducationOf(Provider.Education! with { Schools = schools });

    private World WithEducationOf(EducationSnapshot education) => this with { Provider = Provider with { Education = education } };

    private World Change(PlanOperation operation)
    {
        OperationFields expect = operation.Expect;
        OperationFields set = operation.Set;
        Account before = Assert.Single(Provider.Accounts, account => account.Id == expect.Id);
        Assert.True(expect.Suspended is null || expect.Suspended == before.Suspended);
        Assert.True(expect.OrgUnit is null || expect.OrgUnit == before.OrgUnit);
        Assert.True(expect.Address is null || expect.Address == before.Address);
        if (set.OrgUnit is { } moved)
        {
            AssertExists(moved);
        }

        Account after = before with
        {
            Address = set.Address ?? before.Address,
            Aliases = set.Address is null ? before.Aliases : before.Aliases.Remove(set.Address.Value).Add(before.Address),
            GivenName = set.GivenName ?? before.GivenName,
            FamilyName = set.FamilyName ?? before.FamilyName,
            OrgUnit = set.OrgUnit ?? before.OrgUnit,
            Placement = set.Placement ?? before.Placement,
            Suspended = set.Suspended ?? before.Suspended,
        };
        World world = WithAccounts(Provider.Accounts.Replace(before, after)).Renamed(before.Address, after.Address);
        ImmutableArray<Suspension> suspensions = Ledger.Suspensions.RemoveAll(suspension => suspension.Person == operation.Person);
        return set.Suspended is null ? world : world with
        {
            Ledger = world.Ledger with { Suspensions = set.Suspended.Value ? suspensions.Add(new Suspension(operation.Person!.Value, "g", Now)) : suspensions },
        };
    }

    // A provider shows members under their new addresses.
    private World Renamed(EmailAddress before, EmailAddress after) => before == after ? this : WithGroups(
    [
        .. Provider.Groups.Select(group => group with
        {
            Members = [.. group.Members.Select(member => member.Address == before ? member with { Address = after } : member)],
        }),
    ]);

    private World OnGroup(EmailAddress address, Func<ImmutableArray<GroupMember>, ImmutableArray<GroupMember>> change)
    {
        GroupSnapshot group = Assert.Single(Provider.Groups, group => group.Group.Address == address);
        return WithGroups(Provider.Groups.Replace(group, group with { Members = change(group.Members) }));
    }

    private World WithAccounts(ImmutableArray<Account> accounts) => this with { Provider = Provider with { Accounts = accounts } };

    private World WithGroups(ImmutableArray<GroupSnapshot> groups) => this with { Provider = Provider with { Groups = groups } };

    private void AssertExists(OrgUnitPath path) => Assert.True(path.IsRoot || Provider.OrgUnits.Contains(path), $"{path} does not exist");

    // A provider finds a member by any of the account's addresses, so also by the one that it had before a rename.
    private bool SameAccount(EmailAddress one, EmailAddress other) =>
        one == other || Provider.Accounts.Any(account => Holds(account, one) && Holds(account, other));

    private static bool Holds(Account account, EmailAddress address) => account.Address == address || account.Aliases.Contains(address);
}
