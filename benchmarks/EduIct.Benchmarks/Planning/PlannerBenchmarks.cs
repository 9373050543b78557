using System.Collections.Frozen;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using EduIct.Accounts;
using EduIct.People;
using EduIct.Planning;
using EduIct.Rosters;
using EduIct.Tenants;
using NodaTime;

namespace EduIct.Benchmarks.Planning;

/// <summary>Planning for a tenant, new and settled, against writing the new plan as a file.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private static readonly DirectoryLimits s_limits = new(60, 60, 64, 73, "-_'", FrozenSet.Create("abuse", "postmaster"));

    private PlanRequest _new = null!;
    private PlanRequest _settled = null!;
    private Plan _plan = null!;

    [Params(100_000)]
    public int Pupils { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ImmutableArray<Person> people = SamplePeople.Pupils(Pupils);
        _new = new PlanRequest
        {
            Policy = new TenantPolicy
            {
                Tenant = "so",
                PersonKeys = [Units.CodeSystem.Moet],
                Scope = new TenantScope(["so"], [Role.Student]),
                Domains = [new DomainPolicy("bentre.edu.vn", "g", [], [], ["{given}.{initials}{yy}", "{given}.{initials}.{code:4}"])],
                OrgUnits = ImmutableDictionary<Role, string>.Empty.Add(Role.Student, "/HocSinh/{unit}/{class}"),
                ClassGroups = "lop.{class}.{unit}",
            },
            Roster = new Roster { People = people, Units = SamplePeople.Units(Pupils), Coverage = RosterCoverage.OfAll(people), Date = new LocalDate(2026, 9, 5), Digest = "d" },
            Providers = [new ProviderSnapshot("g", s_limits)],
            Ledger = new LedgerSnapshot("l"),
            Now = Instant.FromUtc(2026, 9, 5, 0, 0),
        };
        _plan = new Planner().Plan(_new);
        _settled = _new with { Ledger = _new.Ledger with { Claims = _plan.Header.Claims }, Providers = [Applied(_plan)] };
    }

    [Benchmark(Baseline = true)]
    public string WriteThePlan() => PlanFile.DigestOf(_plan);

    [Benchmark]
    public int New() => new Planner().Plan(_new).Operations.Length;

    [Benchmark]
    public int Settled() => new Planner().Plan(_settled).Operations.Length;

    private static ProviderSnapshot Applied(Plan plan)
    {
        var accounts = ImmutableArray.CreateBuilder<Account>();
        var members = new Dictionary<Addresses.EmailAddress, List<GroupMember>>();
        var groups = new List<PlanOperation>();
        foreach (PlanOperation operation in plan.Operations)
        {
            switch (operation.Kind)
            {
                case OperationKind.Create:
                    accounts.Add(new Account
                    {
                        Id = operation.Person!.Value.Value,
                        Address = operation.Set.Address!.Value,
                        GivenName = operation.Set.GivenName!,
                        FamilyName = operation.Set.FamilyName!,
                        OrgUnit = operation.Set.OrgUnit!.Value,
                        Placement = operation.Set.Placement,
                        Keys = [operation.Person.Value],
                    });
                    break;
                case OperationKind.EnsureGroup:
                    groups.Add(operation);
                    members[operation.Group!.Value] = [];
                    break;
                case OperationKind.AddMember:
                    members[operation.Group!.Value].Add(new GroupMember(operation.Set.Member!.Value, operation.Set.Role!.Value));
                    break;
            }
        }

        return new ProviderSnapshot("g", s_limits)
        {
            Accounts = accounts.ToImmutable(),
            OrgUnits = [.. plan.Operations.Where(operation => operation.Unit is not null).Select(operation => operation.Unit!.Value)],
            Groups =
            [
                .. groups.Select(group => new GroupSnapshot(
                    new DirectoryGroup(group.Group!.Value.ToString(), group.Group.Value, group.Set.Name!, group.Set.Holder), [.. members[group.Group.Value]])),
            ],
        };
    }
}
