using EduIct.Accounts;
using EduIct.Directives;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Running;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EduIct.Integrations.Tests.Posts;

/// <summary>An application of posts that is killed at any moment and started again ends as one that was never killed.</summary>
public sealed class KilledPostsTests
{
    private static readonly UnitCode s_so = new(CodeSystem.OneRoster, "so-bentre");

    [Theory]
    [InlineData(PostForm.Group)]
    [InlineData(PostForm.Account)]
    public async Task The_next_run_finishes_what_a_kill_left_open(PostForm form)
    {
        KillSwitch never = new(int.MaxValue);
        string whole = await RunAsync(form, never);
        Assert.True(never.Moments > 20, $"{never.Moments} moments");

        for (int at = 1; at <= never.Moments; at += 3)
        {
            Assert.Equal(whole, await RunAsync(form, new KillSwitch(at)));
        }
    }

    [Fact]
    public async Task A_handover_that_is_killed_ends_with_a_password_that_is_sealed_and_with_no_session_older_than_it()
    {
        KillSwitch never = new(int.MaxValue);
        await HandOverAsync(never);
        Assert.True(never.Moments > 30, $"{never.Moments} moments");

        int unfinished = 0;
        for (int at = 1; at <= never.Moments; at += 2)
        {
            unfinished += await HandOverAsync(new KillSwitch(at)) ? 1 : 0;
        }

        Assert.True(unfinished > 4, $"{unfinished} plans were open");
    }

    // Two posts change hands; told whether the kill left a plan open.
    private static async Task<bool> HandOverAsync(KillSwitch kill)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["reader.pem"], Reader.CertificatePem);
        InMemoryTenant tenant = new(TimeProvider.System);
        PostRoster Held(string director, string office) => Roster(
            new PostAssignment("so-bentre", "Giamdoc", PostHolder.Of(new PersonKey(CodeSystem.Moet, director))),
            new PostAssignment("so-bentre", "Vanphong", PostHolder.Of(new PersonKey(CodeSystem.Moet, office))));
        using (Provisioner before = Provision(PostForm.Account, tenant, folder, null))
        {
            Assert.Equal(ApplyOutcome.Applied, (await before.ApplyPostsAsync(Held("p1", "p2"))).Outcome);
        }

        Dictionary<string, string> old = new(tenant.Directory.Passwords);
        try
        {
            using Provisioner dying = Provision(PostForm.Account, tenant, folder, kill);
            await dying.ApplyPostsAsync(Held("p2", "p3"));
        }
        catch (KillSwitch.KilledException)
        {
        }

        using Provisioner next = Provision(PostForm.Account, tenant, folder, null);
        ApplyResult result = await next.ApplyPostsAsync(Held("p2", "p3"));
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.True((await next.PlanPostsAsync(Held("p2", "p3"))).IsEmpty);

        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["ledger.db"], PlanSketch.Tenant, TimeProvider.System, LedgerAccess.Read);
        using PasswordOpener opener = Reader.Opener();
        Dictionary<string, string> unsealed = (await ledger.ReadSealedPasswordsAsync().ToListAsync()).ToDictionary(password => password.Person.ToString(), password => opener.TryOpen(password)!.Password.Reveal());
        foreach (Account account in await tenant.AccountsAsync())
        {
            bool isHandedOver = account.Address.Local is "Giamdoc.BenTre" or "Vanphong.BenTre";
            Assert.Equal(isHandedOver, old[account.Id] != tenant.PasswordOf(account));
            Assert.Equal(isHandedOver ? tenant.PasswordOf(account) : null, tenant.Directory.SignedOut.GetValueOrDefault(account.Id));
            Assert.Equal(tenant.PasswordOf(account), unsealed[account.Keys[0].ToString()]);
        }

        return result.Resumed is not null;
    }

    // Kills once, then applies to the end; what is left is told without identifiers.
    private static async Task<string> RunAsync(PostForm form, KillSwitch kill)
    {
        using var folder = new TemporaryFolder();
        InMemoryTenant tenant = new(TimeProvider.System);
        await tenant.PutAsync(PlanSketch.Existing("id-1", "an.nv", "p1"));
        using (Provisioner before = Provision(form, tenant, folder, null))
        {
            await before.RebuildLedgerAsync();
        }

        PostRoster roster = Roster(
            new PostAssignment("so-bentre", "Giamdoc", PostHolder.Of(new PersonKey(CodeSystem.Moet, "p1"))),
            new PostAssignment("so-bentre", "Vanphong", PostHolder.Of(new PersonKey(CodeSystem.Moet, "p1"))));
        try
        {
            using Provisioner dying = Provision(form, tenant, folder, kill);
            Assert.Equal(ApplyOutcome.Applied, (await dying.ApplyPostsAsync(roster)).Outcome);
        }
        catch (KillSwitch.KilledException)
        {
        }

        using Provisioner next = Provision(form, tenant, folder, null);
        ApplyResult result = await next.ApplyPostsAsync(roster);
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.True((await next.PlanPostsAsync(roster)).IsEmpty);
        return await tenant.SnapshotAsync();
    }

    private static PostRoster Roster(params PostAssignment[] assignments) => new()
    {
        Directives = DirectiveLibrary.Embedded.Directives,
        Units = UnitTree.Create([new Unit(s_so, UnitKind.Department, "Sở Giáo dục và Đào tạo Bến Tre", "BenTre")], "units").GetTreeOrThrow(),
        Assignments = [.. assignments],
        Date = new LocalDate(2026, 9, 5),
    };

    private static Provisioner Provision(PostForm form, InMemoryTenant tenant, TemporaryFolder folder, KillSwitch? kill)
    {
        var policy = new TenantPolicy
        {
            Tenant = PlanSketch.Tenant,
            PersonKeys = [CodeSystem.Moet],
            Scope = new TenantScope(["so-bentre"], [Role.Teacher]),
            Domains = [new DomainPolicy(PlanSketch.Domain, PlanSketch.Provider, [], [], ["{given}.{initials}"])],
            Posts = new PostPolicy(PlanSketch.Provider, form) { Domain = PlanSketch.Domain, OrgUnit = form == PostForm.Account ? "/ChucDanh/{unit}" : null },
        };
        var factory = new ProvisionerFactory(
            new Planner(), new PostPlanner(), [new Directories(tenant, kill)], Options.Create(new ProvisioningOptions { Concurrency = 1 }), TimeProvider.System, NullLoggerFactory.Instance);
        return factory.Create(
            new TenantFile
            {
                Policy = policy,
                HandoverCertificate = File.Exists(folder["reader.pem"]) ? folder["reader.pem"] : null,
                Providers = [new ProviderSettings { Kind = "memory", Id = PlanSketch.Provider, CallsPerMinute = 1_000_000 }],
            },
            new MortalLedgerSource(new SqliteLedgerSource(folder["ledger.db"]), kill));
    }

    private sealed class Directories(InMemoryTenant tenant, KillSwitch? kill) : IAccountDirectoryFactory
    {
        public string Kind => "memory";

        public IAccountDirectory Create(ProviderSettings settings) => kill is null ? tenant.Directory : new MortalDirectory(tenant.Directory, kill);
    }
}
