using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EduIct.Accounts;
using EduIct.Education;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Exchange;
using EduIct.Integrations.Exchange.Tests.Emulator;
using EduIct.Integrations.Tests.Running;
using EduIct.People;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>Schools, classes and school data from a roster to the emulator's Graph side and back, with the option on and off.</summary>
public sealed class EducationRunTests : IAsyncLifetime
{
    private static readonly UnitCode s_so = new(CodeSystem.OneRoster, "so-bentre");
    private static readonly UnitCode s_school = new(CodeSystem.OneRoster, "thpt-1");
    private static readonly Person[] s_people =
    [
        Somebody("p1", "Nguyễn Văn An", Role.Student, "10", "10A1"), Somebody("p2", "Trần Thị Bình", Role.Student, "10", "10A1"),
        Somebody("p3", "Lê Văn Châu", Role.Student, "11", "11A1"), Somebody("t1", "Huỳnh Thị Lan", Role.Teacher, null, "10A1"), Somebody("t2", "Võ Minh Khoa", Role.Teacher, null, "10A1", "11A1"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-education-").FullName;
    private readonly List<EmulatorServer> _servers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (EmulatorServer server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_the_roster_says_of_schools_classes_and_people_stands_at_the_provider_and_nothing_differs()
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: true);

        await ApplyAsync(tenant, s_people);

        Assert.Equal(
            [
                "class class/oneroster:thpt-1/10a1 grade 10 in oneroster:thpt-1",
                "class class/oneroster:thpt-1/11a1 grade 11 in oneroster:thpt-1",
                "group class/oneroster:thpt-1/10a1 Manager:oneroster:t1 Manager:oneroster:t2 Member:oneroster:p1 Member:oneroster:p2",
                "group class/oneroster:thpt-1/11a1 Manager:oneroster:t2 Member:oneroster:p3",
                "group staff/oneroster:thpt-1 Member:oneroster:t1 Member:oneroster:t2",
                "person oneroster:p1 student 10 in oneroster:thpt-1",
                "person oneroster:p2 student 10 in oneroster:thpt-1",
                "person oneroster:p3 student 11 in oneroster:thpt-1",
                "person oneroster:t1 teacher in oneroster:thpt-1",
                "person oneroster:t2 teacher in oneroster:thpt-1",
                "school oneroster:thpt-1 Trường THPT Số 1",
            ],
            await HeldAsync(server, tenant));
        using Provisioner provisioner = Open(tenant);
        Assert.True((await provisioner.VerifyAsync(RosterOf(s_people))).IsClean);
        Assert.True((await provisioner.PlanAsync(RosterOf(s_people.Reverse()))).IsEmpty);
        await using GraphSession session = await GraphSession.AttachAsync(server);
        GraphAnswer user = await session.SendAsync("GET", "education/users?$filter=startswith(userPrincipalName,'an.')&$select=student,externalSource");
        JsonObject student = (JsonObject)user.Json["value"]![0]!;
        Assert.Equal("""{"student":{"externalId":"oneroster:p1","studentNumber":"p1","grade":"10"},"externalSource":"sis"}""", Sorted(student));
    }

    [Fact]
    public async Task Without_the_option_no_education_resource_is_asked_for_or_written()
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: false);

        await ApplyAsync(tenant, s_people);

        Assert.DoesNotContain(server.Requests.Keys, name => name.StartsWith("graph.education", StringComparison.Ordinal));
        Assert.Equal(3, server.GraphGroups.Count);
    }

    [Fact]
    public async Task A_provisioner_that_planned_verifies_without_listing_accounts_and_members_again()
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: true);
        await ApplyAsync(tenant, s_people);
        using Provisioner provisioner = Open(tenant);
        await provisioner.PlanAsync(RosterOf(s_people));
        IReadOnlyDictionary<string, long> before = server.Requests;

        Assert.True((await provisioner.VerifyAsync(RosterOf(s_people))).IsClean);

        Assert.All(["graph.users.list", "graph.groups.members.list", "graph.groups.owners.list"], name => Assert.Equal(before[name], server.Requests[name]));
        Assert.Equal(before["graph.groups.delta"] + 1, server.Requests["graph.groups.delta"]);
    }

    [Fact]
    public async Task Who_leaves_or_teaches_elsewhere_is_taken_out_of_classes_and_schools()
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: true);
        await ApplyAsync(tenant, s_people);
        Person[] later = [s_people[0], s_people[2], s_people[3], Somebody("t2", "Võ Minh Khoa", Role.Teacher, null, "11A1")];

        await ApplyAsync(tenant, later);

        string[] held = await HeldAsync(server, tenant);
        Assert.Contains("group class/oneroster:thpt-1/10a1 Manager:oneroster:t1 Member:oneroster:p1", held);
        Assert.Contains("group class/oneroster:thpt-1/11a1 Manager:oneroster:t2 Member:oneroster:p3", held);
        Assert.Contains("person oneroster:p2 student 10", held);
        using Provisioner provisioner = Open(tenant);
        Assert.True((await provisioner.PlanAsync(RosterOf(later))).IsEmpty);
    }

    [Fact]
    public async Task A_group_of_a_class_from_before_stays_a_group_and_its_school_and_people_are_written()
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: false);
        await ApplyAsync(tenant, s_people);
        await SwitchOnAsync(tenant);

        ApplyResult result = await ApplyAsync(tenant, s_people);

        Assert.Equal(2, result.Plan!.LeftAlone.Count(item => item.Reason == LeftAloneReason.GroupNotClass));
        string[] held = await HeldAsync(server, tenant);
        Assert.Contains("person oneroster:p1 student 10 in oneroster:thpt-1", held);
        Assert.DoesNotContain(held, line => line.StartsWith("class ", StringComparison.Ordinal));
        Assert.Equal(3, server.GraphGroups.Count);
    }

    [Theory]
    [InlineData("drop-after@graph.education.*=0.15")]
    [InlineData("drop-before@graph.education.*=0.15")]
    [InlineData("group-lag=1,50")]
    [InlineData("create-lag=1,50")]
    public async Task Over_a_service_in_trouble_everything_is_there_once(string fault)
    {
        (EmulatorServer server, string tenant) = await StartAsync(education: true, fault);

        await ApplyAsync(tenant, s_people);

        (EmulatorServer calm, string other) = await StartAsync(education: true);
        await ApplyAsync(other, s_people);
        Assert.Equal(await HeldAsync(calm, other), await HeldAsync(server, tenant));
    }

    [Fact]
    public Task Killed_between_any_two_requests_a_run_is_finished_by_the_next() => KilledAsync(every: 29);

    [Fact]
    [Trait("Category", "Long")]
    public Task Killed_between_all_two_requests_a_run_is_finished_by_the_next() => KilledAsync(every: 1);

    [Fact]
    public async Task A_plan_with_schools_survives_its_file_and_says_what_it_does()
    {
        (_, string tenant) = await StartAsync(education: true);
        using Provisioner provisioner = Open(tenant);
        Plan plan = await provisioner.PlanAsync(RosterOf(s_people));
        using MemoryStream stream = new();
        await PlanFile.WriteAsync(plan, stream);
        stream.Position = 0;

        PlanReading reading = await PlanFile.ReadAsync(stream, "plan");

        Assert.Empty(reading.Issues);
        Assert.Equal(plan.Operations.Select(OperationText.Describe), reading.Plan!.Operations.Select(OperationText.Describe));
        Assert.Equal(plan.Operations.Select(operation => operation.Set.Schooling), reading.Plan.Operations.Select(operation => operation.Set.Schooling));
        string[] texts = [.. plan.Operations.Select(operation => OperationText.Describe(operation).En)];
        Assert.Contains("+ school Trường THPT Số 1 (oneroster:thpt-1)", texts);
        Assert.Contains("+ class lop.10a1.thptso1@bentre.edu.vn (Lớp 10A1 – Trường THPT Số 1)", texts);
        Assert.Contains("~ school data of oneroster:p1: ? → student 10 oneroster:thpt-1", texts);
    }

    private async Task KilledAsync(int every)
    {
        Person[] people = [s_people[0], s_people[3]];
        KillSwitch never = new(int.MaxValue);
        (EmulatorServer whole, string undisturbed) = await StartAsync(education: true);
        await using (MortalProxy proxy = await MortalProxy.StartAsync(whole.RootUri, never))
        {
            await ApplyAsync(undisturbed, people, proxy.Root);
        }

        string[] expected = await HeldAsync(whole, undisturbed);
        Assert.True(never.Moments > 60, $"{never.Moments} moments are too few.");
        for (int at = 1; at < never.Moments; at += every)
        {
            (EmulatorServer server, string tenant) = await StartAsync(education: true);
            KillSwitch kill = new(at);
            await using (MortalProxy proxy = await MortalProxy.StartAsync(server.RootUri, kill))
            {
                using Provisioner provisioner = Open(tenant, proxy.Root);
                ApplyResult? result = null;
                Exception? died = await Record.ExceptionAsync(async () => result = await provisioner.ApplyAsync(RosterOf(people)));

                // What is looked at last are mailboxes: that they cannot be seen stops no run, and everything else is done by then. And requests that travel together may be fewer.
                Assert.True(
                    died is DirectoryException || !kill.IsDead || result is { Outcome: ApplyOutcome.Applied, Mailboxes.Refused.IsEmpty: false },
                    $"Killed at {at} of {never.Moments}: {died?.ToString() ?? result?.Outcome.ToString()}");
            }

            await ApplyAsync(tenant, people);
            Assert.Equal(expected, await HeldAsync(server, tenant));
        }
    }

    private async Task<(EmulatorServer Server, string Tenant)> StartAsync(bool education, params string[] faults)
    {
        EmulatorServer server = await EmulatorServer.StartAsync(new EmulatorOptions { Faults = [.. faults.Select(Fault.Parse)] });
        _servers.Add(server);
        string tenant = Path.Combine(_folder, $"{_servers.Count}");
        foreach (string key in _servers.Count > 1 ? ["reader.pem", "reader-key.pem"] : (string[])[])
        {
            // To make a new one takes longer than anything else here.
            Directory.CreateDirectory(tenant);
            File.Copy(Path.Combine(_folder, "1", key), Path.Combine(tenant, key));
        }

        await server.WriteTenantAsync(tenant, TenantProvider.Exchange);
        if (education)
        {
            await SwitchOnAsync(tenant);
        }

        return (server, tenant);
    }

    private static async Task SwitchOnAsync(string tenant)
    {
        string file = Path.Combine(tenant, "tenant.json");
        JsonObject json = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        json["providers"]![0]!["education"] = true;
        json["guards"]!["leaversShare"] = 0.5;
        await File.WriteAllTextAsync(file, json.ToJsonString());
    }

    private static async Task<ApplyResult> ApplyAsync(string tenant, Person[] people, Uri? root = null)
    {
        using Provisioner provisioner = Open(tenant, root);
        ApplyResult result = await provisioner.ApplyAsync(RosterOf(people));
        Assert.True(result.Outcome == ApplyOutcome.Applied, string.Join("; ", result.Issues.Select(issue => issue.ToString())
            .Concat(result.Refusals.Select(refusal => refusal.Message.En)).Concat(result.Run?.NotDone.Select(item => item.ToString()) ?? [])));
        return result;
    }

    private static Provisioner Open(string tenant, Uri? root = null)
    {
        using ServiceProvider services = new ServiceCollection().AddEduIctExchange(options =>
        {
            options.Concurrency = root is null ? 4 : 1;
            options.MaxAttempts = root is null ? 12 : 1;
            options.BaseDelay = TimeSpan.FromMilliseconds(5);
            options.MaxDelay = TimeSpan.FromMilliseconds(40);
        }).BuildServiceProvider();
        TenantFile file = Loaded(tenant);
        file = root is null ? file : file with { Providers = [.. file.Providers.Select(provider => provider with { RootUrl = new Uri(root, "v1.0") })] };
        return services.GetRequiredService<ProvisionerFactory>().Create(file, Path.Combine(tenant, "ledger.db"));
    }

    private static TenantFile Loaded(string tenant)
    {
        string file = Path.Combine(tenant, "tenant.json");
        return TenantFile.Parse(File.ReadAllBytes(file), file).File!;
    }

    /// <summary>What the provider holds, as a directory reads it that knows nothing, with keys for identifiers.</summary>
    private static async Task<string[]> HeldAsync(EmulatorServer server, string tenant)
    {
        using ExchangeDirectory directory = ExchangeDirectory.Create(ExchangeDirectoryOptions.For(Loaded(tenant).Providers[0]));
        ImmutableArray<Account> accounts = await AllAsync(token => directory.ListAccountsAsync(false, token));
        Dictionary<string, string> byAddress = accounts.ToDictionary(account => account.Address.ToString(), account => account.Keys.IsEmpty ? "?" : account.Keys[0].ToString());
        Assert.Equal(server.GraphUsers.Count, accounts.Length);
        List<string> lines = [];
        Dictionary<string, string> schools = [];
        foreach (EducationSchool school in await AllAsync(token => directory.ListSchoolsAsync(token)))
        {
            lines.Add($"school {school.Unit} {school.Name}");
            ImmutableArray<string> classes = await AllAsync(token => directory.ListSchoolClassesAsync(school.Id, token));
            foreach (string id in classes.Concat(await AllAsync(token => directory.ListSchoolPeopleAsync(school.Id, token))))
            {
                schools[id] = $"{schools.GetValueOrDefault(id)} in {school.Unit}";
            }
        }

        lines.AddRange((await AllAsync(token => directory.ListClassesAsync(token))).Select(item => $"class {item.ExternalId} grade {item.Grade}{schools.GetValueOrDefault(item.Id)}"));
        lines.AddRange((await AllAsync(token => directory.ListPeopleAsync(token))).Where(person => person.Role is not null)
            .Select(person => $"person {person.Key} {person.Role}{(person.Grade is null ? "" : " " + person.Grade)}{schools.GetValueOrDefault(person.Id)}"));
        foreach (DirectoryGroup group in await AllAsync(token => directory.ListGroupsAsync(token)))
        {
            ImmutableArray<GroupMember> members = await AllAsync(token => directory.ListMembersAsync(group.Address, token));
            lines.Add($"group {group.Holder} {string.Join(' ', members.Select(member => $"{member.Role}:{byAddress[member.Address.ToString()]}").Order(StringComparer.Ordinal))}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    // The service's faults hit who only looks, too.
    private static async Task<ImmutableArray<T>> AllAsync<T>(Func<string?, Task<DirectoryPage<T>>> list)
    {
        while (true)
        {
            try
            {
                DirectoryPage<T> page = await list(null);
                Assert.Null(page.NextPageToken);
                return page.Items;
            }
            catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Transient)
            {
            }
        }
    }

    private static string Sorted(JsonObject json)
    {
        JsonObject student = (JsonObject)json["student"]!;
        return new JsonObject
        {
            ["student"] = new JsonObject(((string[])["externalId", "studentNumber", "grade"]).Select(name => KeyValuePair.Create(name, student[name]?.DeepClone()))
                .Concat(student.Where(pair => pair.Key is not ("externalId" or "studentNumber" or "grade")).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))),
            ["externalSource"] = json["externalSource"]?.DeepClone(),
        }.ToJsonString();
    }

    private static Roster RosterOf(IEnumerable<Person> people)
    {
        ImmutableArray<Person> all = [.. people];
        return new Roster
        {
            People = all,
            Units =
            [
                new Unit(s_so, UnitKind.Department, "Sở Giáo dục và Đào tạo Bến Tre", "BenTre"),
                new Unit(s_school, UnitKind.UpperSecondary, "Trường THPT Số 1", "THPTSo1") { Parents = [new UnitParent(s_so, DateSpan.Always)] },
            ],
            Coverage = RosterCoverage.OfAll(all),
            Date = new LocalDate(2026, 9, 5),
            Digest = "d",
        };
    }

    private static Person Somebody(string key, string name, Role role, string? grade, params string[] classes) =>
        new(new PersonKey(CodeSystem.OneRoster, key), PersonName.Parse(name)!, new Affiliation(s_school, role) { Grade = grade, Classes = [.. classes] }) { BirthDate = new LocalDate(2010, 5, 6) };
}
