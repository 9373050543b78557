using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

/// <summary>Pupils on Google, teachers on Exchange, one address book over both.</summary>
public sealed class BothProvidersTests
{
    private static readonly TenantPolicy s_policy = Policy with
    {
        Domains =
        [
            new DomainPolicy("bentre.edu.vn", "g", ["so-bentre"], [Role.Student], ["{given}.{initials}", "{given}.{initials}{yy}"]),
            new DomainPolicy("bentre.edu.vn", "m", ["so-bentre"], [Role.Teacher], ["{given}.{initials}", "{given}.{initials}{yy}"]),
        ],
    };

    private static readonly ProviderSnapshot s_google = new("g", new DirectoryLimits(60, 60, 64, 73, "-_'", new HashSet<string> { "abuse", "postmaster" }));
    private static readonly ProviderSnapshot s_exchange = new("m", new DirectoryLimits(64, 64, 64, 256, "-_'!#^~", new HashSet<string> { "abuse", "admin", "root" }));

    public static TheoryData<string, ProviderSnapshot> HoldersOfAnAddress => new()
    {
        { "an account", s_exchange with { Accounts = [Other("an.nv")] } },
        { "an alias", s_exchange with { Accounts = [Other("khac") with { Aliases = [At("an.nv")] }] } },
        { "a deleted account", s_exchange with { Deleted = [Other("an.nv") with { DeletedAt = Start }] } },
        { "a group", s_exchange with { Groups = [new GroupSnapshot(new DirectoryGroup("1", At("an.nv"), "Nhóm"), [])] } },
    };

    [Theory]
    [MemberData(nameof(HoldersOfAnAddress))]
    public void What_one_provider_holds_is_taken_at_the_other(string what, ProviderSnapshot exchange)
    {
        Plan plan = PlanOf([Pupil(1, "Nguyễn Văn An")], s_google, exchange);

        Assert.True(At("an.nv14") == Created(plan, "g"), what);
    }

    [Fact]
    public void A_pupil_and_a_teacher_of_one_name_have_two_addresses()
    {
        Plan plan = PlanOf([Pupil(1, "Nguyễn Văn An"), Teacher(1, "Nguyễn Văn An")], s_google, s_exchange);

        Assert.Equal((At("an.nv"), At("an.nv80")), (Created(plan, "g"), Created(plan, "m")));
    }

    [Fact]
    public void An_address_has_to_be_legal_at_both()
    {
        // "root" is reserved at Exchange alone; "postmaster" at Google alone.
        TenantPolicy policy = s_policy with { Domains = [.. s_policy.Domains.Select(domain => domain with { Patterns = ["{given}", "{given}.{initials}"] })] };

        Assert.Equal(At("root.nv"), Created(PlanOf([Pupil(1, "Nguyễn Văn Root")], policy, s_google, s_exchange), "g"));
        Assert.Equal(At("root"), Created(PlanOf([Pupil(1, "Nguyễn Văn Root")], policy, s_google, s_exchange with { Limits = s_google.Limits }), "g"));
        Assert.Equal(At("postmaster.nv"), Created(PlanOf([Teacher(1, "Nguyễn Văn Postmaster")], policy, s_google, s_exchange), "m"));
    }

    [Fact]
    public void Who_moves_to_the_other_provider_is_suspended_here_only_after_the_account_there_is_made()
    {
        Plan plan = PlanOf([Teacher(1, "Nguyễn Văn An")], s_google with { Accounts = [Ours(84_00000001, "an.nv")] }, s_exchange);

        PlanOperation create = Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.Create);
        PlanOperation suspend = Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.Suspend);
        Assert.Equal(("m", "g"), (create.Provider, suspend.Provider));
        Assert.Contains(create.Seq, suspend.After);
        Assert.Equal(At("an.nv"), create.Set.Address);
    }

    [Fact]
    public void Who_waits_for_a_seat_at_the_other_provider_keeps_the_account_here()
    {
        ProviderSnapshot full = s_exchange with { Seats = [new SeatCount("A3", [Role.Teacher], 1, 1)] };
        Plan plan = PlanOf([Teacher(1, "Nguyễn Văn An")], s_policy with { SeatPriority = [Role.Teacher] }, s_google with { Accounts = [Ours(84_00000001, "an.nv")] }, full);

        Assert.Empty(plan.Operations);
        Assert.Equal(LeftAloneReason.NoSeat, Assert.Single(plan.LeftAlone).Reason);
    }

    [Fact]
    public void Guards_count_the_leavers_of_both()
    {
        Account pupil = Ours(83_00000009, "binh.tt") with { Placement = new Placement(School(1), "Trường THCS Số 1", Role.Student, "6A1", "6") };
        Account teacher = Ours(84_00000009, "chi.pt");
        Plan plan = PlanOf([Pupil(1, "Nguyễn Văn An"), Teacher(1, "Lê Văn Dũng")], s_google with { Accounts = [pupil] }, s_exchange with { Accounts = [teacher] });

        Assert.Equal(2, plan.Header.Leavers);
        GuardRefusal refusal = Assert.Single(PlanGuard.Check(plan, s_policy, new Dictionary<string, int> { [PlanGuard.Leavers] = 1 }));
        Assert.Equal((PlanGuard.Leavers, 2), (refusal.Guard, refusal.Count));
    }

    [Fact]
    public void No_address_is_given_twice_over_both_and_the_order_of_people_changes_nothing()
    {
        string[] names = ["Nguyễn Văn An", "Nguyễn Văn Ân", "Trần Thị Bình", "Lê Root", "Admin"];
        var people = from count in Gen.Choose(0, 12)
                     from chosen in Gen.ArrayOf(from name in Gen.Elements(names) from teaches in Gen.Elements(true, false) select (name, teaches), count)
                     select chosen;
        Prop.ForAll(people.ToArbitrary(), chosen =>
        {
            Person[] roster = [.. chosen.Select((one, number) => one.teaches ? Teacher(number, one.name) : Pupil(number, one.name))];
            Plan plan = PlanOf(roster, s_google, s_exchange);
            Plan reversed = PlanOf([.. roster.Reverse()], s_google, s_exchange);
            EmailAddress[] given = [.. plan.Operations.Where(operation => operation.Kind is OperationKind.Create or OperationKind.EnsureGroup).Select(operation => operation.Set.Address ?? operation.Group!.Value)];
            return given.Distinct().Count() == given.Length && plan.Header.Claims.SequenceEqual(reversed.Header.Claims);
        }).QuickCheckThrowOnFailure();
    }

    private static EmailAddress At(string local) => EmailAddress.Parse($"{local}@bentre.edu.vn");

    private static Account Other(string local) => new() { Id = "other", Address = At(local), GivenName = "Khác", FamilyName = "Người" };

    private static Account Ours(long code, string local) => new()
    {
        Id = "ours-" + local,
        Address = At(local),
        GivenName = "An",
        FamilyName = "Nguyễn Văn",
        Keys = [new PersonKey(CodeSystem.Moet, code.ToString("D10", CultureInfo.InvariantCulture))],
        Placement = new Placement(School(1), "Trường THCS Số 1", Role.Teacher, null, null),
    };

    private static EmailAddress Created(Plan plan, string provider) =>
        Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.Create && operation.Provider == provider).Set.Address!.Value;

    private static Plan PlanOf(Person[] people, params ProviderSnapshot[] providers) => PlanOf(people, s_policy, providers);

    private static Plan PlanOf(Person[] people, TenantPolicy policy, params ProviderSnapshot[] providers) => new Planner().Plan(new PlanRequest
    {
        Policy = policy,
        Roster = Roster(people),
        Providers = [.. providers],
        Ledger = new LedgerSnapshot("ledger-1"),
        Now = Start,
    });
}
