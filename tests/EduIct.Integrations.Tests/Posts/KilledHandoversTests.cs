using System.Globalization;
using EduIct.Emulator;
using EduIct.Exchange;
using EduIct.Google;
using EduIct.Integrations.Tests.Running;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Tenants;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EduIct.Integrations.Tests.Posts;

/// <summary>
/// A post that is an account changes hands again and again on each emulated provider, killed at any request, any call and any write of the ledger: the next run finishes it.
/// </summary>
public sealed class KilledHandoversTests
{
    [Theory]
    [InlineData(TenantProvider.Google, "g")]
    [InlineData(TenantProvider.Exchange, "m")]
    public async Task The_next_run_hands_over_what_a_kill_left_half_done(TenantProvider provider, string at)
    {
        await using PostBench bench = await PostBench.StartAsync(provider, $$"""{ "provider": "{{at}}", "as": "account", "domain": "bentre.edu.vn" }""");
        TenantFile tenant = (await TenantFile.LoadAsync(bench.TenantPath)).File!;
        int director = 0;
        await HandOverAsync(null);
        KillSwitch never = new(int.MaxValue);
        await HandOverAsync(never);
        Assert.True(never.Moments > 30, $"{never.Moments} moments");

        for (int moment = 1; moment <= never.Moments; moment += 3)
        {
            await HandOverAsync(new KillSwitch(moment));
        }

        async Task HandOverAsync(KillSwitch? kill)
        {
            PostRoster roster = await bench.PostsAsync(PostBench.Day, string.Create(CultureInfo.InvariantCulture, $"so-bentre,Giamdoc,moet:{++director},,"));
            DateTimeOffset? before = Session(bench).SignedOut;
            if (kill is not null)
            {
                try
                {
                    await using MortalProxy proxy = await MortalProxy.StartAsync(bench.Server.RootUri, kill);
                    using Provisioner mortal = Factory(proxy.Root, kill).Create(tenant, new MortalLedgerSource(new SqliteLedgerSource(bench.Folder["ledger.db"]), kill));
                    await mortal.ApplyPostsAsync(roster);
                }
                catch (KillSwitch.KilledException)
                {
                }
            }

            using Provisioner provisioner = Factory(null, null).Create(tenant, bench.Folder["ledger.db"]);
            ApplyResult result = await provisioner.ApplyPostsAsync(roster);
            Assert.True(result.Outcome == ApplyOutcome.Applied && (result.Resumed?.AllDone ?? true), $"{director}: {string.Join("; ", result.Run?.NotDone ?? [])}");
            Assert.True((await provisioner.PlanPostsAsync(roster)).IsEmpty);
            if (kill is not null)
            {
                (DateTimeOffset? password, DateTimeOffset? signedOut) = Session(bench);
                Assert.True(signedOut >= password && (provider == TenantProvider.Exchange || before is null || signedOut > before), $"{director}: {password}, {signedOut}");
            }
        }
    }

    private static (DateTimeOffset? Password, DateTimeOffset? SignedOut) Session(PostBench bench) =>
        bench.Server.Users.Where(user => user.PrimaryEmail.StartsWith("giamdoc.", StringComparison.Ordinal)).Select(user => (user.PasswordChangedAt, user.SignedOutAt))
            .Concat(bench.Server.GraphUsers.Where(user => user.UserPrincipalName.StartsWith("giamdoc.", StringComparison.OrdinalIgnoreCase)).Select(user => (user.PasswordChangedAt, user.SignedOutAt)))
            .SingleOrDefault();

    private static ProvisionerFactory Factory(Uri? root, KillSwitch? kill) => new(
        new Planner(),
        new PostPlanner(),
        [new MortalDirectoryFactory(new GoogleDirectoryFactory(), root, kill), new MortalDirectoryFactory(new ExchangeDirectoryFactory(), root, kill)],
        Options.Create(new ProvisioningOptions { Concurrency = 1, BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) }),
        TimeProvider.System,
        NullLoggerFactory.Instance);
}
