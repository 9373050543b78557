using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Google;
using EduIct.Integrations.Tests.Accounts;

namespace EduIct.Integrations.Tests.Google;

/// <summary>The suite of every directory, and what is Google's own, against the emulator.</summary>
public sealed class GoogleDirectoryOnEmulatorTests : AccountDirectorySuite, IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _tenants = [];
    private readonly List<IDisposable> _directories = [];

    protected override string Domain => "bentre.edu.vn";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _directories.ForEach(directory => directory.Dispose());
        foreach (IAsyncDisposable tenant in _tenants)
        {
            await tenant.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_found_as_a_conflict_with_our_key()
    {
        (_, IAccountDirectory directory) = await StartAsync("drop-after@users.insert=#1");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.CreateAccountAsync(AtRoot("an.nv", "p1")))).Kind);
        Assert.Equal(DirectoryErrorKind.Conflict, (await FaultAsync(() => directory.CreateAccountAsync(AtRoot("an.nv", "p1")))).Kind);
        Assert.Equal("p1", Assert.Single((await directory.FindAccountAsync($"an.nv@{Domain}"))!.Keys).Value);
    }

    [Fact]
    public async Task A_call_that_never_arrived_is_transient_too()
    {
        (EmulatedTenant tenant, IAccountDirectory directory) = await StartAsync("drop-before@users.insert=#1");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.CreateAccountAsync(AtRoot("an.nv", "p1")))).Kind);
        Assert.Equal(1, tenant.Server.Requests["users.insert"]);
        await directory.CreateAccountAsync(AtRoot("an.nv", "p1"));
    }

    [Fact]
    public async Task Too_many_calls_are_throttled_for_as_long_as_the_server_says()
    {
        (EmulatedTenant tenant, IAccountDirectory directory) = await StartAsync("429@groups.list=1,3000");

        DirectoryException fault = await FaultAsync(() => directory.ListGroupsAsync(null));

        Assert.Equal((DirectoryErrorKind.Throttled, TimeSpan.FromSeconds(3)), (fault.Kind, fault.RetryAfter));
        Assert.Equal(1, tenant.Server.Requests["groups.list"]);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_transient_with_JSON_and_with_HTML()
    {
        (EmulatedTenant tenant, IAccountDirectory directory) = await StartAsync("503@users.list=1");

        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => directory.ListAccountsAsync(false, null))).Kind);
        }

        Assert.Equal(6, tenant.Server.Requests["users.list"]);
    }

    [Fact]
    public async Task A_quota_of_calls_a_minute_throttles()
    {
        GoogleDirectory directory = Directory(await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem, QuotaPerMinute = 1 }));

        // Two calls in one window, whenever the minute turns.
        DirectoryException fault = await FaultAsync(async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                await directory.ListGroupsAsync(null);
            }
        });

        Assert.Equal((DirectoryErrorKind.Throttled, "userRateLimitExceeded"), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Seats_run_out_also_for_what_is_in_the_bin()
    {
        GoogleDirectory directory = Directory(await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem, UserLimit = 2 }));
        Account first = await directory.CreateAccountAsync(AtRoot("an.nv", "p1"));
        await directory.DeleteAccountAsync(first.Id);

        Assert.Equal(DirectoryErrorKind.SeatsExhausted, (await FaultAsync(() => directory.CreateAccountAsync(AtRoot("binh.tt", "p2")))).Kind);
    }

    [Fact]
    public async Task What_was_made_a_moment_ago_is_not_ready()
    {
        (_, IAccountDirectory directory) = await StartAsync("create-lag=1,60000", "group-lag=1,60000", "rename-lag=1,60000");
        Account made = await directory.CreateAccountAsync(AtRoot("an.nv", "p1"));

        Assert.Null(await directory.FindAccountAsync(made.Id));
        Assert.Equal(DirectoryErrorKind.NotReady, (await FaultAsync(() => directory.UpdateAccountAsync(made.Id, new AccountChange { Suspended = true }))).Kind);
        Assert.Equal(DirectoryErrorKind.NotReady, (await FaultAsync(() => directory.DeleteAccountAsync(made.Id))).Kind);

        EmailAddress group = EmailAddress.Parse($"lop.10a1@{Domain}");
        await directory.CreateGroupAsync(group, "Lớp 10A1", "class/moet:1/10a1");
        Assert.Equal(DirectoryErrorKind.NotFound, (await FaultAsync(() => directory.AddMemberAsync(group, made.Address, GroupRole.Member))).Kind);
    }

    [Fact]
    public async Task A_rename_straight_after_another_is_not_ready()
    {
        (_, IAccountDirectory directory) = await StartAsync("rename-lag=1,60000");
        Account made = await directory.CreateAccountAsync(AtRoot("an.nv", "p1"));
        await directory.UpdateAccountAsync(made.Id, new AccountChange { Address = EmailAddress.Parse($"an.nvb@{Domain}") });

        DirectoryException fault = await FaultAsync(
            () => directory.UpdateAccountAsync(made.Id, new AccountChange { Address = EmailAddress.Parse($"an.nvc@{Domain}") }));

        Assert.Equal(DirectoryErrorKind.NotReady, fault.Kind);
    }

    [Fact]
    public async Task Pages_follow_each_other_beyond_five_hundred()
    {
        EmulatedTenant tenant = await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem });
        GoogleDirectory directory = Directory(tenant);
        await Parallel.ForAsync(0, 505, async (i, cancellationToken) =>
            await directory.CreateAccountAsync(AtRoot($"hs{i}", $"p{i}"), cancellationToken));

        DirectoryPage<Account> first = await directory.ListAccountsAsync(false, null);
        DirectoryPage<Account> second = await directory.ListAccountsAsync(false, first.NextPageToken);

        Assert.Equal(500, first.Items.Length);
        Assert.Null(second.NextPageToken);
        Assert.Equal(506, first.Items.Concat(second.Items).Select(account => account.Id).Distinct().Count());
        Assert.Single(first.Items.Concat(second.Items), account => account.IsAdmin);
        Assert.Equal(505, tenant.Server.Requests["users.insert"]);
        Assert.Equal(1, tenant.Server.Requests["token"]);
    }

    [Fact]
    public async Task The_doctor_finds_the_emulator_well_but_for_a_foreign_domain()
    {
        EmulatedTenant tenant = await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem });

        IReadOnlyList<DoctorFinding> findings = await new GoogleDoctor(tenant.Options, [Domain, ForeignDomain], 2400).ExamineAsync();

        DoctorFinding wrong = Assert.Single(findings, finding => finding.Verdict != DoctorVerdict.Ok);
        Assert.Equal(("google.domain", DoctorVerdict.Fault), (wrong.Check, wrong.Verdict));
        Assert.Contains(ForeignDomain, wrong.What.En, StringComparison.Ordinal);
        Assert.All(["google.clock", "google.admin", "google.customer"], check => Assert.Contains(findings, finding => finding.Check == check));
    }

    protected override async Task<IAccountDirectory> CreateAsync() => Directory(await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem }));

    private NewAccount AtRoot(string local, string key) => Person(local, key) with { OrgUnit = OrgUnitPath.Root };

    private async Task<(EmulatedTenant Tenant, IAccountDirectory Directory)> StartAsync(params string[] faults)
    {
        EmulatedTenant tenant = await StartTenantAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem, Faults = [.. faults.Select(Fault.Parse)] });
        return (tenant, Directory(tenant));
    }

    private async Task<EmulatedTenant> StartTenantAsync(EmulatorOptions options)
    {
        EmulatedTenant tenant = await EmulatedTenant.StartAsync(options);
        _tenants.Add(tenant);
        return tenant;
    }

    private GoogleDirectory Directory(EmulatedTenant tenant)
    {
        GoogleDirectory directory = GoogleDirectory.Create(tenant.Options);
        _directories.Add(directory);
        return directory;
    }

    private static Task<DirectoryException> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<DirectoryException>(call);
}
