using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EduIct.Emulator;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary>The whole way with real processes: an emulator, an apply, a verify, none of which knows another.</summary>
public sealed partial class WholeRunTests
{
    [Theory]
    [InlineData("google")]
    [InlineData("exchange")]
    [InlineData("both")]
    public async Task Applies_in_one_process_and_verifies_from_another(string provider)
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder, "--provider", provider);
        new SmallRoster().Write(folder["roster"]);
        string[] work = ["--tenant", emulator.Tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"]];

        (int planned, string plan, string planError) = await EduictProcess.RunAsync(["plan", .. work, "--json"]);
        Assert.True(planned == 1, planError);
        Assert.Equal(62, JsonDocument.Parse(plan).RootElement.GetProperty("counts").GetProperty("create").GetInt32());
        Assert.False(File.Exists(folder["ledger.db"]), "plan writes nothing");

        (int applied, _, string applyError) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        Assert.True(applied == 0, applyError);
        (int verified, string verify, string verifyError) = await EduictProcess.RunAsync(["verify", .. work, "--json"]);
        Assert.True(verified == 0, verify + verifyError);
        Assert.Equal(62, JsonDocument.Parse(verify).RootElement.GetProperty("accounts").GetInt32());
        (int again, string empty, _) = await EduictProcess.RunAsync(["plan", .. work]);
        Assert.True(again == 0, empty);
    }

    [Fact]
    public Task A_killed_apply_is_finished_by_the_next_without_a_doubled_account() => KillAndFinishAsync("both");

    [Theory]
    [Trait("Category", "Long")]
    [InlineData("google")]
    [InlineData("exchange")]
    public Task A_killed_apply_on_one_provider_is_finished_by_the_next_too(string provider) => KillAndFinishAsync(provider);

    private static async Task KillAndFinishAsync(string provider)
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder, "--provider", provider, "--faults", "delay=1,20");
        new SmallRoster { Schools = 3, PupilsOfASchool = 60 }.Write(folder["roster"]);
        string[] work = ["--tenant", emulator.Tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"]];

        using (EduictProcess apply = EduictProcess.Start(["apply", .. work, "--yes"]))
        {
            // Progress is told in tenths, so the first line that tells more than none comes in the middle of the run.
            Assert.True(await apply.SaysAsync(MiddleOfTheRun()), apply.Error);
            apply.Process.Kill();
            await apply.Process.WaitForExitAsync();
        }

        (int resumed, string text, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes", "--json"]);
        Assert.True(resumed == 0, error);
        JsonElement result = JsonDocument.Parse(text).RootElement;
        Assert.True(result.GetProperty("resumed").GetProperty("done").GetInt32() > 0);
        (int verified, string verify, _) = await EduictProcess.RunAsync(["verify", .. work, "--json"]);
        Assert.True(verified == 0, verify);
        Assert.Equal(183, JsonDocument.Parse(verify).RootElement.GetProperty("accounts").GetInt32());
    }

    [Fact]
    public async Task With_both_providers_each_makes_the_accounts_of_its_own_domain_and_groups_of_it()
    {
        using var folder = new TemporaryFolder();
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Domains = ["bentre.edu.vn", "hs.bentre.edu.vn"] });
        await emulator.WriteTenantAsync(folder["tenant"], TenantProvider.Both);
        new SmallRoster().Write(folder["roster"]);
        string[] work = ["--tenant", Path.Combine(folder["tenant"], "tenant.json"), "--roster", folder["roster"], "--ledger", folder["ledger.db"]];

        (int applied, _, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);

        Assert.True(applied == 0, error);
        string[] pupils = [.. emulator.Users.Where(user => !user.IsAdmin).Select(user => user.PrimaryEmail)];
        EmulatedGraphUser[] teachers = [.. emulator.GraphUsers.Where(user => user.UserPrincipalName != emulator.AdminAddress)];
        Assert.Equal(60, pupils.Length);
        Assert.All(pupils, address => Assert.EndsWith("@hs.bentre.edu.vn", address, StringComparison.Ordinal));
        Assert.Equal(2, teachers.Length);
        Assert.All(teachers, teacher =>
        {
            Assert.EndsWith("@bentre.edu.vn", teacher.UserPrincipalName, StringComparison.Ordinal);
            Assert.Single(teacher.Licences);
            Assert.Single(teacher.AdministrativeUnits);
        });
        Assert.NotEmpty(emulator.Groups);
        Assert.All(emulator.GraphGroups, group => Assert.StartsWith("gv.", group.MailNickname, StringComparison.Ordinal));
        Assert.NotEmpty(emulator.GraphGroups);
    }

    [Fact]
    public async Task Too_few_licences_refuse_a_run_or_let_those_with_priority_come_first()
    {
        using var folder = new TemporaryFolder();
        string tenant = Path.Combine(folder["tenant"], "tenant.json");
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Licences = new Dictionary<string, int> { ["STANDARDWOFFPACK_STUDENT"] = 50, ["STANDARDWOFFPACK_FACULTY"] = 2 },
        });
        await emulator.WriteTenantAsync(folder["tenant"], TenantProvider.Exchange);
        new SmallRoster().Write(folder["roster"]);
        string[] work = ["--tenant", tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"], "--lang", "en"];

        (int planned, string plan, string fault) = await EduictProcess.RunAsync(["plan", .. work]);
        (int refused, _, string why) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        Assert.True((planned, refused) == (1, 4), fault + why);
        Assert.Contains("60  seats of STANDARDWOFFPACK_STUDENT at", plan, StringComparison.Ordinal);
        Assert.Contains("50 are free", plan, StringComparison.Ordinal);
        Assert.Contains("STANDARDWOFFPACK_STUDENT", why, StringComparison.Ordinal);
        Assert.Single(emulator.GraphUsers);

        JsonObject policy = JsonNode.Parse(await File.ReadAllTextAsync(tenant))!.AsObject();
        policy["seats"] = new JsonObject { ["priority"] = new JsonArray("teacher", "student") };
        await File.WriteAllTextAsync(tenant, policy.ToJsonString());
        (int applied, _, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        (int again, string rest, _) = await EduictProcess.RunAsync(["plan", .. work]);
        (int verified, string verify, _) = await EduictProcess.RunAsync(["verify", .. work]);

        Assert.True(applied == 0, error);
        Assert.Equal(52, emulator.GraphUsers.Count(user => user.Licences.Count == 1));
        Assert.True(again == 0, rest);
        Assert.Contains("10  left alone: waiting for a seat", rest, StringComparison.Ordinal);
        Assert.True(verified == 0, verify);
    }

    [Fact]
    public async Task Mailboxes_that_are_being_made_hold_up_nothing_and_are_told()
    {
        using var folder = new TemporaryFolder();
        string tenant = Path.Combine(folder["tenant"], "tenant.json");
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions { MailboxDelay = TimeSpan.FromHours(1) });
        await emulator.WriteTenantAsync(folder["tenant"], TenantProvider.Exchange);
        new SmallRoster().Write(folder["roster"]);
        string[] work = ["--tenant", tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"], "--lang", "en", "--mailbox-wait", "0"];

        (int applied, string done, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        (int verified, string verify, _) = await EduictProcess.RunAsync(["verify", .. work, "--json"]);
        (int wrong, _, string fault) = await EduictProcess.RunAsync(["verify", .. work[..^1], "soon"]);

        Assert.True(applied == 0, error);
        int accounts = emulator.GraphUsers.Count(user => user.Licences.Count == 1);
        Assert.Contains($"{accounts} mailboxes are being made by the provider", done, StringComparison.Ordinal);
        Assert.Equal(0, verified);
        JsonElement mailboxes = JsonDocument.Parse(verify).RootElement.GetProperty("mailboxes");
        Assert.Equal((accounts, 0), (mailboxes.GetProperty("awaited").GetInt32(), mailboxes.GetProperty("overdue").GetArrayLength()));
        Assert.Equal(2, wrong);
        Assert.Contains("minutes", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tells_missing_permissions_of_Exchange_and_a_wrong_secret()
    {
        using var folder = new TemporaryFolder();
        string tenant = Path.Combine(folder["tenant"], "tenant.json");
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Permissions = ["User.ReadWrite.All", "Group.ReadWrite.All", "RoleManagement.Read.Directory", "LicenseAssignment.ReadWrite.All", "Organization.Read.All"],
            Licences = new Dictionary<string, int> { ["STANDARDWOFFPACK_FACULTY"] = 7 },
        });
        await emulator.WriteTenantAsync(folder["tenant"], TenantProvider.Exchange);
        await File.WriteAllTextAsync(tenant, (await File.ReadAllTextAsync(tenant)).Replace("\"usageLocation\"", "\"education\": true, \"usageLocation\"", StringComparison.Ordinal));

        (int lacking, string findings, string error) = await EduictProcess.RunAsync(["doctor", "--tenant", tenant, "--lang", "en"]);
        await File.WriteAllTextAsync(Path.Combine(folder["tenant"], "secret.txt"), "another-secret");
        (int refused, string token, _) = await EduictProcess.RunAsync(["doctor", "--tenant", tenant, "--lang", "en"]);

        Assert.True(lacking == 1, error);
        Assert.Contains("AdministrativeUnit.ReadWrite.All", findings, StringComparison.Ordinal);
        Assert.Contains("MailboxSettings.Read", findings, StringComparison.Ordinal);
        Assert.Contains("EduRoster.ReadWrite.All", findings, StringComparison.Ordinal);
        Assert.Equal(3, findings.Count(mark => mark == '✗'));
        Assert.Contains("STANDARDWOFFPACK_FACULTY: 7 of 7", findings, StringComparison.Ordinal);
        Assert.Equal(1, refused);
        Assert.Contains("does not accept the application's credentials", token, StringComparison.Ordinal);
        Assert.Equal(1, token.Count(mark => mark == '✗'));
    }

    [Fact]
    public async Task A_faulty_roster_changes_nothing_and_exits_with_2()
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder);
        new SmallRoster { Names = { [3] = "1234 5678" } }.Write(folder["roster"]);
        string[] work = ["--tenant", emulator.Tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"]];

        (int exit, _, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);

        Assert.Equal(2, exit);
        Assert.Contains("users.csv:5", error, StringComparison.Ordinal);
        new SmallRoster().Write(folder["roster"]);
        (_, string plan, _) = await EduictProcess.RunAsync(["plan", .. work, "--json"]);
        Assert.Equal(62, JsonDocument.Parse(plan).RootElement.GetProperty("counts").GetProperty("create").GetInt32());
    }

    [Fact]
    public async Task A_plan_with_too_many_leavers_is_refused_until_their_number_is_accepted()
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder, "--provider", "both");
        string[] work = ["--tenant", emulator.Tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"]];
        new SmallRoster().Write(folder["roster"]);
        (int first, _, string error) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        Assert.True(first == 0, error);
        new SmallRoster { Absent = [1, 2, 3, 4, 5] }.Write(folder["roster"]);

        (int refused, _, string why) = await EduictProcess.RunAsync(["apply", .. work, "--yes"]);
        (int tooFew, _, _) = await EduictProcess.RunAsync(["apply", .. work, "--yes", "--accept", "leavers=4"]);
        (int accepted, _, string trouble) = await EduictProcess.RunAsync(["apply", .. work, "--yes", "--accept", "leavers=5"]);
        (int verified, string differences, _) = await EduictProcess.RunAsync(["verify", .. work]);

        Assert.Equal((4, 4), (refused, tooFew));
        Assert.Contains("--accept leavers=5", why, StringComparison.Ordinal);
        Assert.True(accepted == 0, trouble);
        Assert.True(verified == 0, differences);
    }

    [GeneratedRegex(@"^ *[1-9]\d %", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex MiddleOfTheRun();
}
