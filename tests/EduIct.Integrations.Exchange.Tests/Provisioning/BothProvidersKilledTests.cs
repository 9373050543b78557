using System.Collections.Immutable;
using System.Globalization;
using EduIct.Emulator;
using EduIct.Exchange;
using EduIct.Google;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EduIct.Integrations.Exchange.Tests.Provisioning;

/// <summary>
/// Pupils on Google and teachers on Exchange in one apply, two terms, killed at any request to either, any call and any write of the ledger, and started again: it ends as one
/// that was never killed.
/// </summary>
public sealed class BothProvidersKilledTests
{
    [Fact]
    public Task One_apply_on_both_providers_may_be_killed_at_many_moments() => KilledAtEachAsync(every: 29);

    [Fact]
    [Trait("Category", "Long")]
    public Task One_apply_on_both_providers_may_be_killed_at_hundreds_of_moments() => KilledAtEachAsync(every: 2);

    private static async Task KilledAtEachAsync(int every)
    {
        KillSwitch never = new(int.MaxValue);
        string whole = await TwoTermsAsync(() => never);
        Assert.True(never.Moments > 200, $"{never.Moments} moments are too few for two terms on two providers.");
        int killed = 0;
        for (int at = 1; at <= never.Moments / 2; at += every)
        {
            List<KillSwitch> kills = [];
            string ended = await TwoTermsAsync(() =>
            {
                kills.Add(new KillSwitch(at));
                return kills[^1];
            });
            Assert.True(whole == ended, string.Create(CultureInfo.InvariantCulture, $"Killed at {at}:\n{ended}\ninstead of\n{whole}"));
            killed += kills.Count(kill => kill.IsDead);
        }

        Assert.True(killed > never.Moments / 2 / every, $"Only {killed} kills.");
    }

    private static async Task<string> TwoTermsAsync(Func<KillSwitch> kill)
    {
        using TemporaryFolder folder = new();
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Domains = ["bentre.edu.vn", "hs.bentre.edu.vn"] });
        await emulator.WriteTenantAsync(folder["tenant"], TenantProvider.Both);
        TenantFile tenant = (await TenantFile.LoadAsync(Path.Combine(folder["tenant"], "tenant.json"))).File!;
        SmallRoster first = new() { Schools = 1, PupilsOfASchool = 3 };
        SmallRoster second = first with { Absent = [1], Names = new() { [2] = "Lê Thị Ngọc Trâm" } };
        await TermAsync(first, "1", new LocalDate(2026, 9, 5));
        await TermAsync(second, "2", new LocalDate(2027, 1, 15));
        return Shown(emulator);

        async Task TermAsync(SmallRoster files, string number, LocalDate date)
        {
            files.Write(folder["roster-" + number]);
            await using ServiceProvider services = new ServiceCollection().AddEduIctExchange().BuildServiceProvider();
            Roster roster = await services.GetRequiredService<RosterReader>().ReadAsync(folder["roster-" + number], new RosterReaderOptions { Date = date });
            ApplyOptions options = new() { Accept = ImmutableDictionary<string, int>.Empty.Add(PlanGuard.Leavers, 1) };
            KillSwitch once = kill();
            try
            {
                await using MortalProxy proxy = await MortalProxy.StartAsync(emulator.RootUri, once);
                using Provisioner mortal = Factory(proxy.Root, once).Create(tenant, new MortalLedgerSource(new SqliteLedgerSource(folder["ledger.db"]), once));
                await mortal.ApplyAsync(roster, options);
            }
            catch (KillSwitch.KilledException)
            {
            }

            using Provisioner provisioner = Factory(null, null).Create(tenant, folder["ledger.db"]);
            ApplyResult result = await provisioner.ApplyAsync(roster, options);
            Assert.True(result.Outcome == ApplyOutcome.Applied, string.Join("; ", result.Refusals.Select(refusal => refusal.Message.En).Concat(result.Run?.NotDone.Select(item => item.ToString()) ?? [])));
            Assert.True(result.Resumed?.AllDone ?? true);
            Assert.True((await provisioner.VerifyAsync(roster)).IsClean);
            Assert.True((await provisioner.PlanAsync(roster)).IsEmpty);
        }
    }

    private static ProvisionerFactory Factory(Uri? root, KillSwitch? kill) => new(
        new Planner(),
        new PostPlanner(),
        [new MortalDirectoryFactory(new GoogleDirectoryFactory(), root, kill), new MortalDirectoryFactory(new ExchangeDirectoryFactory(), root, kill)],
        Options.Create(new ProvisioningOptions { BaseDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(50) }),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    // Everything that both sides hold, without what is chance.
    private static string Shown(EmulatorServer emulator)
    {
        Dictionary<string, string> names = emulator.GraphUsers.ToDictionary(user => user.Id, user => user.UserPrincipalName);
        IEnumerable<string> lines =
        [
            .. emulator.Users.Select(user => $"g {user.PrimaryEmail} {List(user.Aliases)} {user.FamilyName} {user.GivenName} {user.OrgUnitPath} {user.Suspended} {List(user.ExternalIds.Select(id => id.ToString()))}"),
            .. emulator.Groups.Select(group => $"g {group.Email} {group.Name} {List(group.Members.Select(member => member.ToString()))}"),
            .. emulator.GraphUsers.Select(user => $"m {user.UserPrincipalName} {List(user.ProxyAddresses)} {user.DisplayName} {user.AccountEnabled} {List(user.ExtensionAttributes.Select(pair => pair.ToString()))} {List(user.Licences)} {List(user.AdministrativeUnits)}"),
            .. emulator.GraphGroups.Select(group => $"m {group.Mail} {group.DisplayName} {List(group.Members.Select(id => names[id]))}"),
        ];
        return string.Join('\n', lines.Order(StringComparer.Ordinal));

        static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Order(StringComparer.Ordinal))}]";
    }
}
