using System.Text.Json;
using System.Text.RegularExpressions;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary>The whole way with real processes: an emulator, an apply, a verify, none of which knows another.</summary>
public sealed partial class WholeRunTests
{
    [Fact]
    public async Task Applies_in_one_process_and_verifies_from_another()
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder);
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
    public async Task A_killed_apply_is_finished_by_the_next_without_a_doubled_account()
    {
        using var folder = new TemporaryFolder();
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder, "--faults", "delay=1,20");
        new SmallRoster { Schools = 3, PupilsOfASchool = 60 }.Write(folder["roster"]);
        string[] work = ["--tenant", emulator.Tenant, "--roster", folder["roster"], "--ledger", folder["ledger.db"]];

        using (EduictProcess apply = EduictProcess.Start(["apply", .. work, "--yes"]))
        {
            // Progress is told in tenths, so the first line that tells more than none comes in the middle of the run.
            while (!MiddleOfTheRun().IsMatch(apply.Error) && !apply.Process.HasExited)
            {
                await Task.Yield();
            }

            Assert.False(apply.Process.HasExited, apply.Error);
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
        using EmulatorProcess emulator = await EmulatorProcess.StartAsync(folder);
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
