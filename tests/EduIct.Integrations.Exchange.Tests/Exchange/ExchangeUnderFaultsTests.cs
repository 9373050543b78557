using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Exchange;
using EduIct.Integrations.Exchange.Tests.Emulator;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>What the adapter, and a whole run over it, make of the emulator's faults: each trap of Graph's as a caller of the port meets it.</summary>
public sealed class ExchangeUnderFaultsTests : IAsyncLifetime
{
    private const string Domain = "bentre.edu.vn";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 5, 0, 0, 0, TimeSpan.Zero));
    private readonly List<ExchangeTenant> _tenants = [];
    private readonly List<ExchangeDirectory> _directories = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _directories.ForEach(directory => directory.Dispose());
        foreach (ExchangeTenant tenant in _tenants)
        {
            await tenant.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("graph.users.create")]
    [InlineData("graph.users.assignLicense")]
    [InlineData("graph.users.update")]
    public async Task A_create_whose_answer_is_lost_at_any_request_goes_on_when_it_is_sent_again(string request)
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync($"drop-after@{request}=#1");
        NewAccount person = Person("an.nv", "p1");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.CreateAccountAsync(person))).Kind);
        if (request == "graph.users.create")
        {
            DirectoryException conflict = await FaultAsync(() => directory.CreateAccountAsync(person));
            Assert.Equal((DirectoryErrorKind.Conflict, "ObjectConflict"), (conflict.Kind, conflict.Reason));
            Account held = (await directory.FindAccountAsync($"an.nv@{Domain}"))!;
            Assert.Equal("p1", Assert.Single(held.Keys).Value);
            Assert.Null(held.Placement);
        }
        else
        {
            await directory.CreateAccountAsync(person);
            Assert.NotNull((await directory.FindAccountAsync($"an.nv@{Domain}"))!.Placement);
        }

        Assert.Single(tenant.Server.GraphUsers, user => user.UserPrincipalName == $"an.nv@{Domain}");
    }

    [Fact]
    public async Task A_call_that_never_arrived_is_transient_and_was_sent_once()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync("drop-before@graph.users.create=#1");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.CreateAccountAsync(Person("an.nv", "p1")))).Kind);

        Assert.Equal(1, tenant.Server.Requests["graph.users.create"]);
        await directory.CreateAccountAsync(Person("an.nv", "p1"));
    }

    [Fact]
    public async Task Throttling_tells_how_long_to_wait_also_inside_a_batch()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync("429@graph.groups.list=1,3000");

        DirectoryException[] faults = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => FaultAsync(() => directory.ListGroupsAsync(null))));

        Assert.All(faults, fault => Assert.Equal((DirectoryErrorKind.Throttled, TimeSpan.FromSeconds(3)), (fault.Kind, fault.RetryAfter)));
        Assert.Equal(5, tenant.Server.Requests["graph.groups.list"]);
        Assert.True(tenant.Server.Requests["graph.batch"] >= 1);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_transient_with_JSON_and_with_HTML_alone_and_in_a_batch()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync("503@graph.groups.list=1");

        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.ListGroupsAsync(null))).Kind);
        }

        DirectoryException[] faults = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FaultAsync(() => directory.ListGroupsAsync(null))));
        Assert.All(faults, fault => Assert.Equal(DirectoryErrorKind.Transient, fault.Kind));
        Assert.Equal(16, tenant.Server.Requests["graph.groups.list"]);
    }

    [Theory]
    [InlineData("503@graph.token=1", DirectoryErrorKind.Transient)]
    [InlineData("429@graph.token=1,2000", DirectoryErrorKind.Throttled)]
    [InlineData("drop-before@graph.token=1", DirectoryErrorKind.Transient)]
    public async Task A_token_endpoint_in_trouble_is_asked_once(string fault, DirectoryErrorKind kind)
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync(fault);

        Assert.Equal(kind, (await FaultAsync(() => directory.ListGroupsAsync(null))).Kind);

        Assert.Equal(1, tenant.Server.Requests["graph.token"]);
    }

    [Fact]
    public async Task Seats_that_run_out_are_told_as_that_and_counted()
    {
        (_, ExchangeDirectory directory) = await StartAsync(new EmulatorOptions { Licences = new Dictionary<string, int> { ["STANDARDWOFFPACK_STUDENT"] = 1 } });
        Account first = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        Assert.Equal((1, 1, 0), await SeatsAsync());
        Assert.Equal(DirectoryErrorKind.SeatsExhausted, (await FaultAsync(() => directory.CreateAccountAsync(Person("binh.tt", "p2")))).Kind);
        await directory.DeleteAccountAsync(first.Id);
        Assert.Equal((1, 0, 1), await SeatsAsync());

        async Task<(int, int, int)> SeatsAsync() => (await directory.CountSeatsAsync())
            .Where(seat => seat.Roles.Contains(Role.Student)).Select(seat => (seat.Total, seat.Used, seat.Free)).Single();
    }

    [Fact]
    public async Task A_mailbox_becomes_ready_by_itself_some_time_after_the_account()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync(new EmulatorOptions { TimeProvider = _clock, MailboxDelay = TimeSpan.FromMinutes(5) });
        Account made = await PassUntilAsync(tenant, directory.CreateAccountAsync(Person("an.nv", "p1")));

        Assert.False(await PassUntilAsync(tenant, directory.IsMailboxReadyAsync(made.Id)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await PassUntilAsync(tenant, directory.IsMailboxReadyAsync(made.Id)));
    }

    [Fact]
    public async Task Who_holds_a_role_through_a_group_is_an_administrator()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync();
        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));
        Account other = await directory.CreateAccountAsync(Person("binh.tt", "p2"));
        await using GraphSession session = await GraphSession.AttachAsync(tenant.Server);
        string inner = await session.NewGroupAsync("trong");
        string outer = (string)(await session.SendAsync("POST", "groups", GraphSession.Group("ngoai", ",\"isAssignableToRole\":true"))).Json["id"]!;
        await session.AddMemberAsync("groups", inner, made.Id);
        await session.AddMemberAsync("groups", outer, inner);
        await session.SendAsync("POST", "roleManagement/directory/roleAssignments",
            $$"""{"principalId":"{{outer}}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/"}""");
        using ExchangeDirectory later = tenant.Open();

        Assert.True((await later.FindAccountAsync(made.Id))!.IsAdmin);
        Assert.False((await later.FindAccountAsync(other.Id))!.IsAdmin);
        Assert.True((await later.FindAccountAsync(tenant.Server.AdminAddress))!.IsAdmin);
    }

    [Fact]
    public async Task Pages_follow_each_other_beyond_nine_hundred_ninety_nine()
    {
        (ExchangeTenant tenant, ExchangeDirectory directory) = await StartAsync();
        await Parallel.ForAsync(0, 1005, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (i, cancellationToken) =>
            await directory.CreateAccountAsync(Person($"hs{i}", $"p{i}") with { Placement = Person("x", "x").Placement with { Role = Role.Guardian } }, cancellationToken));

        DirectoryPage<Account> first = await directory.ListAccountsAsync(false, null);
        DirectoryPage<Account> second = await directory.ListAccountsAsync(false, first.NextPageToken);

        Assert.Equal((999, 7), (first.Items.Length, second.Items.Length));
        Assert.Null(second.NextPageToken);
        Assert.Equal(1006, first.Items.Concat(second.Items).Select(account => account.Id).Distinct().Count());
        Assert.Equal(1005, tenant.Server.Requests["graph.users.create"]);
        Assert.True(tenant.Server.Requests["graph.batch"] < 1005, "Calls that come together travel together.");
        Assert.Equal(1, tenant.Server.Requests["graph.token"]);
    }

    [Theory]
    [InlineData("create-lag=1,5000")]
    [InlineData("group-lag=1,5000")]
    [InlineData("lag=1,5000")]
    [InlineData("drop-after=0.1")]
    [InlineData("429=0.2,1000")]
    [InlineData("503=0.2")]
    public async Task A_run_over_such_a_service_ends_with_everything_done_once(string fault)
    {
        ExchangeTenant tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { TimeProvider = _clock, Faults = [Fault.Parse(fault)] });
        await using RunnerBench bench = new(_clock, new ExchangeRunTenant(tenant));
        bench.Options.Concurrency = 4;
        PlanSketch sketch = new();
        int unit = sketch.OrgUnit("/HocSinh");
        int group = sketch.Group("lop.10a1", "class/moet:1/10a1", unit);
        for (int i = 1; i <= 8; i++)
        {
            sketch.AddMember("lop.10a1", $"hs{i}", group, sketch.Create($"hs{i}", $"p{i}", "/HocSinh", unit));
        }

        StoredPlan plan = await bench.AdmitAsync(sketch);
        RunSummary summary = await PassUntilAsync(tenant, bench.RunAsync(plan));

        Assert.True(summary.AllDone, string.Join("; ", summary.NotDone));
        EmulatedGraphUser[] made = [.. tenant.Server.GraphUsers.Where(user => user.UserPrincipalName.StartsWith("hs", StringComparison.Ordinal))];
        Assert.Equal(8, made.Length);
        Assert.All(made, user => Assert.Equal(("/HocSinh", 1), (Assert.Single(user.AdministrativeUnits), user.Licences.Count)));
        Assert.Equal(made.Select(user => user.Id).Order(), Assert.Single(tenant.Server.GraphGroups).Members.Order());
    }

    private Task<T> PassUntilAsync<T>(ExchangeTenant tenant, Task<T> task) => tenant.PassUntilAsync(_clock, task);

    private static NewAccount Person(string local, string key) => GraphFaultTests.Person() with
    {
        Key = new PersonKey(EduIct.Units.CodeSystem.Moet, key),
        Address = EmailAddress.Parse($"{local}@{Domain}"),
        OrgUnit = OrgUnitPath.Root,
    };

    private Task<(ExchangeTenant Tenant, ExchangeDirectory Directory)> StartAsync(params string[] faults) =>
        StartAsync(new EmulatorOptions { Faults = [.. faults.Select(Fault.Parse)] });

    private async Task<(ExchangeTenant Tenant, ExchangeDirectory Directory)> StartAsync(EmulatorOptions options)
    {
        ExchangeTenant tenant = await ExchangeTenant.StartAsync(options);
        _tenants.Add(tenant);
        ExchangeDirectory directory = tenant.Open();
        _directories.Add(directory);
        return (tenant, directory);
    }

    private static Task<DirectoryException> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<DirectoryException>(call);
}
