using System.Collections.Immutable;
using System.Text;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Rules.Tests.Planning;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Posts;

/// <summary>Posts of the units of <see cref="World"/>, and a vendor's pack that names posts of schools and divisions.</summary>
internal static class PostWorld
{
    public static readonly LocalDate Day = new(2026, 9, 5);

    public static ImmutableArray<Directive> Ministry { get; } = DirectiveLibrary.Embedded.Directives;

    public static UnitTree Tree { get; } = UnitTree.Create(World.Units(3), "units").GetTreeOrThrow();

    public static TenantPolicy Policy { get; } = World.Policy with { Posts = new PostPolicy("g", PostForm.Group) { Domain = "bentre.edu.vn" } };

    public static TenantPolicy AsAccounts { get; } = World.Policy with { Posts = new PostPolicy("g", PostForm.Account) { Domain = "bentre.edu.vn", OrgUnit = "/ChucDanh/{unit}" } };

    /// <summary>Three teachers.</summary>
    public static Person[] Staff { get; } = [World.Teacher(1, "Nguyễn Văn An"), World.Teacher(2, "Trần Thị Bình"), World.Teacher(3, "Lê Văn Cường")];

    /// <summary>Their addresses.</summary>
    public static string[] StaffAddresses { get; } = ["an.nv80@bentre.edu.vn", "binh.tt80@bentre.edu.vn", "cuong.lv80@bentre.edu.vn"];

    /// <summary>The teachers with their accounts.</summary>
    public static World Staffed { get; } = new World().Apply(new World().Plan(World.Roster(Staff)));

    /// <summary>The directive of a pack whose only entries are these.</summary>
    public static Directive Pack(string entries, string more = "", string id = "1-VENDOR", string prefix = "v") =>
        DirectiveLibrary.Embedded.With(new PackFile("v.json", Encoding.UTF8.GetBytes($$"""
            {"id": "{{id}}", "prefix": "{{prefix}}", "header": {"number": "1/V", "date": "2025-01-10", "issuer": {"vi": "V", "en": "V"}, "subject": {"vi": "V", "en": "V"}, "addressees": ["so"]},
             "from": "2025-01-10", {{more}} "entries": [{{entries}}]}
            """))).GetLibraryOrThrow().Directives[^1];

    /// <summary>An entry of a pack that names a mailbox.</summary>
    public static string Mailbox(string id, string pattern, string units, string vi, string more = "") => $$"""
        {"id": "{{id}}", "kind": "mailbox", "clause": "2.a", "words": "mỗi đơn vị có hộp thư", {{(more.Contains("\"binds\"", StringComparison.Ordinal) ? "" : $"\"binds\": {{\"units\": [{units}]}},")}} "strength": "must", {{more}}
         "title": {"vi": "{{vi}}", "en": "{{vi}}"}, "pattern": "{{pattern}}", "post": {"vi": "{{vi}}", "en": "en-{{vi}}"} }
        """;

    public static PostAssignment Held(string unit, string post, string holder, LocalDate? from = null, LocalDate? until = null) =>
        new(unit, post, PostHolder.TryParse(holder, out PostHolder? parsed) ? parsed : throw new ArgumentException(holder, nameof(holder)))
        {
            During = new DateSpan(from, until),
            Source = new SourcePlace("holders", 1),
        };

    public static PostRoster Roster(params PostAssignment[] assignments) => new() { Directives = Ministry, Units = Tree, Assignments = [.. assignments], Date = Day };

    public static Plan Plan(this World world, PostRoster roster, TenantPolicy? policy = null, params ImmutableArray<ProviderSnapshot> others) => new PostPlanner().Plan(new PostPlanRequest
    {
        Policy = policy ?? Policy,
        Roster = roster,
        Providers = [world.Provider, .. others],
        Ledger = world.Ledger,
        Now = world.Now,
    });

    /// <summary>The key of a teacher, who need not be of the <see cref="Staff"/>.</summary>
    public static string Key(int teacher) => World.Teacher(teacher, "X Y").KeyIn(CodeSystem.Moet)!.Value.ToString();

    public static World Applied(World world, PostRoster roster, TenantPolicy? policy = null) => world.Apply(world.Plan(roster, policy));

    /// <summary>Who joins and leaves by a plan.</summary>
    public static (OperationKind Kind, string Member)[] Members(Plan plan) =>
        [.. plan.Operations.Where(operation => operation.Kind is not OperationKind.EnsureGroup).Select(operation => (operation.Kind, (operation.Set.Member ?? operation.Expect.Member)?.ToCanonicalString() ?? ""))];

    public static GroupSnapshot Group(this World world, string address) => Assert.Single(world.Provider.Groups, group => group.Group.Address == EmailAddress.Parse(address));

    public static IEnumerable<string> MembersOf(this World world, string address) => world.Group(address).Members.Select(member => member.Address.ToCanonicalString()).Order(StringComparer.Ordinal);
}
