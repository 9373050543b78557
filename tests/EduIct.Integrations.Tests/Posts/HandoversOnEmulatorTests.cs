using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator;
using EduIct.Google;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Running;
using NodaTime;

namespace EduIct.Integrations.Tests.Posts;

/// <summary>Accounts of posts that change hands, on both emulated providers.</summary>
public sealed class HandoversOnEmulatorTests
{
    private const string Director = "giamdoc.bentre@bentre.edu.vn";
    private const string Office = "vanphong.bentre@bentre.edu.vn";

    private static readonly string[] s_rows = ["so-bentre,Giamdoc,moet:1,,2026-08-31", "so-bentre,Giamdoc,moet:2,2026-09-01,", "so-bentre,Vanphong,moet:3,,"];

    private static readonly string[] s_graph =
    [
        "User.ReadWrite.All", "Group.ReadWrite.All", "AdministrativeUnit.ReadWrite.All", "RoleManagement.Read.Directory", "LicenseAssignment.ReadWrite.All", "Organization.Read.All",
        "MailboxSettings.Read", "User.RevokeSessions.All", "User-PasswordProfile.ReadWrite.All",
    ];

    [Theory]
    [InlineData(TenantProvider.Google)]
    [InlineData(TenantProvider.Exchange)]
    public async Task The_new_director_gets_another_password_the_old_one_is_signed_out_and_others_notice_nothing(TenantProvider provider)
    {
        await using PostBench bench = await StartAsync(provider, permissions: s_graph);
        using Provisioner provisioner = await bench.ProvisionAsync();
        PostRoster summer = await bench.PostsAsync(new LocalDate(2026, 8, 31), s_rows);
        PostRoster autumn = summer with { Date = new LocalDate(2026, 9, 1) };

        // The plan that is made before there is a ledger knows the holders too.
        Plan first = await provisioner.PlanPostsAsync(summer);
        Assert.Null(first.Header.Ledger);
        Assert.Equal(ApplyOutcome.Applied, (await provisioner.ApplyAsync(first)).Outcome);
        Assert.True((await provisioner.PlanPostsAsync(summer)).IsEmpty);
        Dictionary<string, string> passwords = await PasswordsAsync(bench);
        Dictionary<string, (DateTimeOffset? Password, DateTimeOffset? SignedOut)> before = Sessions(bench);

        ApplyResult applied = await provisioner.ApplyPostsAsync(autumn);

        Assert.Equal((ApplyOutcome.Applied, 1, 1), (applied.Outcome, applied.Plan!.Operations.Length, applied.Run!.PasswordsSealed));
        Assert.True((await provisioner.PlanPostsAsync(autumn)).IsEmpty);
        Dictionary<string, (DateTimeOffset? Password, DateTimeOffset? SignedOut)> after = Sessions(bench);
        Assert.True(after[Director].Password > before[Director].Password || provider == TenantProvider.Exchange, "Graph's times are whole seconds");
        Assert.True(after[Director].SignedOut >= after[Director].Password);
        Assert.Equal((before[Office].Password, null), after[Office]);
        Assert.Equal(1, bench.Server.Requests[provider == TenantProvider.Google ? "users.signOut" : "graph.users.revokeSignInSessions"]);
        Assert.Equal([Director], (await PasswordsAsync(bench)).Except(passwords).Select(pair => pair.Key));
    }

    [Fact]
    public async Task The_commands_say_that_a_post_changes_hands_and_give_out_the_new_password()
    {
        await using PostBench bench = await StartAsync(TenantProvider.Google);
        using (Provisioner provisioner = await bench.ProvisionAsync())
        {
            await provisioner.ApplyPostsAsync(await bench.PostsAsync(new LocalDate(2026, 8, 31), s_rows));
        }

        string before = (await PasswordsAsync(bench))[Director];
        string[] tenant = ["--tenant", bench.TenantPath, "--ledger", bench.Folder["ledger.db"], "--lang", "en"];
        string[] work = [.. tenant, "--units", bench.Folder["units.csv"], "--pack", "9772-BGDDT-CNTT", "--pack", bench.Folder["pack.json"], "--holders", bench.Folder["holders.csv"], "--date", "2026-09-01"];
        (int planned, string plan, _) = await EduictProcess.RunAsync(["posts", "plan", .. work]);
        (int applied, string result, string error) = await EduictProcess.RunAsync(["posts", "apply", .. work, "--yes", "--json"]);
        (int opened, _, _) = await EduictProcess.RunAsync(["ledger", "passwords", .. tenant, "--key", Path.Combine(bench.Folder["tenant"], "reader-key.pem"), "--out", bench.Folder["out.csv"]]);

        Assert.Equal((1, 0, 0), (planned, applied, opened));
        Assert.Contains("~ hand over Giamdoc.BenTre@bentre.edu.vn (post:oneroster:so-bentre/giamdoc.bentre): a new password, every session ended", plan, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(result).RootElement.GetProperty("run").GetProperty("done").GetInt32() == 1, error);
        string row = Assert.Single(await File.ReadAllLinesAsync(bench.Folder["out.csv"]), line => line.Contains("Giamdoc.BenTre@bentre.edu.vn", StringComparison.Ordinal));
        Assert.DoesNotContain(before, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TenantProvider.Google, "unauthorized_client", "https://www.googleapis.com/auth/admin.directory.user.security")]
    [InlineData(TenantProvider.Exchange, "Authorization_RequestDenied", "User.RevokeSessions.All")]
    public async Task A_missing_permission_to_end_sessions_is_told_by_the_run_and_by_the_doctor_and_the_handover_stays_due(TenantProvider provider, string reason, string missing)
    {
        await using PostBench bench = await StartAsync(provider, [.. GoogleDirectory.Scopes], [.. s_graph.Where(permission => permission != "User.RevokeSessions.All")]);
        using Provisioner provisioner = await bench.ProvisionAsync();
        Assert.Equal(ApplyOutcome.Applied, (await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:1,,"))).Outcome);

        ApplyResult result = await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,"));

        NotDone failed = Assert.Single(result.Run!.NotDone);
        Assert.Equal((ApplyOutcome.PartlyApplied, OperationKind.HandOver, OperationState.Failed, reason), (result.Outcome, failed.Kind, failed.State, failed.Reason));
        Assert.Equal(OperationKind.HandOver, Assert.Single((await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,"))).Operations).Kind);
        (int exit, string findings, _) = await EduictProcess.RunAsync(["doctor", "--tenant", bench.TenantPath, "--lang", "en"]);
        Assert.True(exit == 1, findings);
        Assert.Contains(missing, Assert.Single(findings.Split("✗")[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_leave_to_set_passwords_nobody_is_signed_out()
    {
        await using PostBench bench = await StartAsync(TenantProvider.Exchange, permissions: [.. s_graph.Where(permission => permission != "User-PasswordProfile.ReadWrite.All")]);
        using Provisioner provisioner = await bench.ProvisionAsync();
        await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:1,,"));

        ApplyResult result = await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,"));

        Assert.Equal("Authorization_RequestDenied", Assert.Single(result.Run!.NotDone).Reason);
        Assert.Null(Sessions(bench)[Director].SignedOut);
    }

    [Fact]
    public async Task A_plan_that_was_made_before_somebody_else_got_the_post_takes_it_from_nobody()
    {
        await using PostBench bench = await StartAsync(TenantProvider.Google);
        using Provisioner provisioner = await bench.ProvisionAsync();
        await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:1,,"));
        await PlanFile.WriteAsync(await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,")), bench.Folder["old.plan"]);
        PostRoster roster = await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:3,,");
        await provisioner.ApplyPostsAsync(roster);
        Dictionary<string, string> passwords = await PasswordsAsync(bench);

        ApplyResult result = await provisioner.ApplyAsync((await PlanFile.ReadAsync(bench.Folder["old.plan"])).Plan!);

        NotDone stale = Assert.Single(result.Run!.NotDone);
        Assert.Equal((OperationState.Stale, "changed:holders"), (stale.State, stale.Reason));
        Assert.Equal(passwords, await PasswordsAsync(bench));
        Assert.True((await provisioner.PlanPostsAsync(roster)).IsEmpty);
    }

    [Fact]
    public async Task A_handover_gives_nobody_a_licence()
    {
        await using PostBench bench = await PostBench.StartAsync(TenantProvider.Exchange, """{ "provider": "m", "as": "account", "domain": "bentre.edu.vn" }""");
        using (Provisioner before = await bench.ProvisionAsync())
        {
            await before.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:1,,"));
        }

        JsonNode tenant = JsonNode.Parse(await File.ReadAllTextAsync(bench.TenantPath))!;
        tenant["providers"]![0]!["licences"]!["post"] = "STANDARDWOFFPACK_FACULTY";
        await File.WriteAllTextAsync(bench.TenantPath, tenant.ToJsonString());
        using Provisioner provisioner = await bench.ProvisionAsync();
        ApplyResult result = await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,"));

        Assert.Equal((ApplyOutcome.Applied, OperationKind.HandOver), (result.Outcome, Assert.Single(result.Plan!.Operations).Kind));
        Assert.Empty(bench.Server.GraphUsers.Single(user => user.UserPrincipalName.Equals(Director, StringComparison.OrdinalIgnoreCase)).Licences);
    }

    private static Task<PostBench> StartAsync(TenantProvider provider, IReadOnlyList<string>? scopes = null, IReadOnlyList<string>? permissions = null) => PostBench.StartAsync(
        provider,
        $$"""{ "provider": "{{(provider == TenantProvider.Google ? "g" : "m")}}", "as": "account", "domain": "bentre.edu.vn" }""",
        tenant =>
        {
            if (tenant["providers"]![0]!["licences"] is JsonObject licences)
            {
                licences["post"] = "STANDARDWOFFPACK_FACULTY";
            }
        },
        scopes,
        permissions);

    private static Dictionary<string, (DateTimeOffset? Password, DateTimeOffset? SignedOut)> Sessions(PostBench bench) =>
        bench.Server.Users.Select(user => (Address: user.PrimaryEmail, user.PasswordChangedAt, user.SignedOutAt))
            .Concat(bench.Server.GraphUsers.Select(user => (Address: user.UserPrincipalName.ToLowerInvariant(), user.PasswordChangedAt, user.SignedOutAt)))
            .Where(user => user.Address.Contains(".bentre@", StringComparison.Ordinal))
            .ToDictionary(user => user.Address, user => (user.PasswordChangedAt, user.SignedOutAt), StringComparer.Ordinal);

    // As who hands passwords over reads them, by address.
    private static async Task<Dictionary<string, string>> PasswordsAsync(PostBench bench)
    {
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(bench.Folder["ledger.db"], "so-bentre", TimeProvider.System, LedgerAccess.Read);
        string key = Path.Combine(bench.Folder["tenant"], "reader-key.pem");
        Assert.True(PasswordOpener.TryCreate(await File.ReadAllTextAsync(key), "", key, out PasswordOpener? opener, out _));
        using (opener)
        {
            return (await ledger.ReadSealedPasswordsAsync().ToListAsync()).Select(password => opener.TryOpen(password)!).ToDictionary(opened => opened.Address.ToCanonicalString(), opened => opened.Password.Reveal());
        }
    }
}
