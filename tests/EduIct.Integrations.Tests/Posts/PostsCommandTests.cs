using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Posts;

/// <summary><c>eduict posts</c> in processes of its own.</summary>
public sealed class PostsCommandTests
{
    private const string Groups = """{ "provider": "g", "as": "group", "domain": "bentre.edu.vn" }""";

    [Fact]
    public async Task Lists_plans_applies_and_plans_nothing_more()
    {
        await using PostBench bench = await PostBench.StartAsync(TenantProvider.Google, Groups);
        string[] which = ["--tenant", bench.TenantPath, "--units", bench.Folder["units.csv"], "--pack", "9772-BGDDT-CNTT", "--pack", bench.Folder["pack.json"]];
        string[] work = [.. which, "--ledger", bench.Folder["ledger.db"], "--holders", bench.Folder["h.csv"], "--lang", "en"];
        await File.WriteAllTextAsync(bench.Folder["h.csv"], "Mã đơn vị,Chức danh,Người giữ,Từ ngày,Đến ngày\nso-bentre,Giám đốc Sở,cu@gmail.com,,04/09/2026\nso-bentre,Giám đốc Sở,moi@gmail.com,05/09/2026,\n");

        (int listed, string list, string fault) = await EduictProcess.RunAsync(["posts", "list", .. which]);
        (int planned, string plan, _) = await EduictProcess.RunAsync(["posts", "plan", .. work, "--date", "4/9/2026", "--json", "--out", bench.Folder["posts.plan"]]);
        Assert.False(File.Exists(bench.Folder["ledger.db"]), "plan writes nothing");
        (int applied, _, string error) = await EduictProcess.RunAsync(["posts", "apply", "--tenant", bench.TenantPath, "--ledger", bench.Folder["ledger.db"], "--plan", bench.Folder["posts.plan"], "--yes"]);
        (int empty, string nothing, _) = await EduictProcess.RunAsync(["posts", "plan", .. work, "--date", "2026-09-04"]);
        (int verified, string clean, _) = await EduictProcess.RunAsync(["posts", "verify", .. work, "--date", "2026-09-04"]);
        (int differing, string differences, _) = await EduictProcess.RunAsync(["posts", "verify", .. work, "--date", "2026-09-05", "--json"]);
        (int changed, string change, _) = await EduictProcess.RunAsync(["posts", "apply", .. work, "--date", "2026-09-05", "--yes", "--json"]);

        Assert.True(listed == 0, fault);
        Assert.Contains("Giamdoc.BenTre@bentre.edu.vn  Giám đốc Sở – Sở Giáo dục và Đào tạo Bến Tre  [9772/BGDĐT-CNTT, I.4.bảng.1]", list, StringComparison.Ordinal);
        Assert.Contains("Hieutruong.THPTSo2@bentre.edu.vn  Hiệu trưởng – Trường THPT Số 2  [1/SGDĐT, 3]", list, StringComparison.Ordinal);
        JsonElement document = JsonDocument.Parse(plan).RootElement;
        Assert.Equal((1, 6, 1), (planned, document.GetProperty("counts").GetProperty("ensureGroup").GetInt32(), document.GetProperty("counts").GetProperty("addMember").GetInt32()));
        Assert.True(applied == 0, error);
        Assert.True(empty == 0, nothing);
        Assert.Contains("· Vanphong.BenTre@bentre.edu.vn: nobody holds the post", nothing, StringComparison.Ordinal);
        Assert.Equal(0, verified);
        Assert.Contains("· Vanphong.BenTre@bentre.edu.vn: nobody holds the post", clean, StringComparison.Ordinal);
        Assert.EndsWith("6 mailboxes of posts read back, 0 differences.", clean.TrimEnd(), StringComparison.Ordinal);
        JsonElement verification = JsonDocument.Parse(differences).RootElement;
        Assert.Equal((1, 6, 2), (differing, verification.GetProperty("accounts").GetInt32(), verification.GetProperty("differences").GetInt32()));
        Assert.Equal(["addMember", "removeMember"], verification.GetProperty("operations").EnumerateArray().Select(operation => operation.GetProperty("op").GetString()));
        Assert.Equal((0, 2), (changed, JsonDocument.Parse(change).RootElement.GetProperty("run").GetProperty("done").GetInt32()));
        Assert.Equal(["moi@gmail.com"], bench.Server.Groups.Single(group => group.Email == "giamdoc.bentre@bentre.edu.vn").Members.Keys);
    }

    [Fact]
    public async Task Wrong_arguments_and_files_end_with_2_and_say_why()
    {
        await using PostBench bench = await PostBench.StartAsync(TenantProvider.Google, "null");
        await File.WriteAllTextAsync(bench.Folder["h.csv"], "unit,post,holder\nkhong-co,Giamdoc,moet:1\nso-bentre,\u001b[31mThukho,moet:1\n");
        await File.WriteAllTextAsync(bench.Folder["good.csv"], "unit,post,holder\n");
        string[] tenant = ["--tenant", bench.TenantPath, "--ledger", bench.Folder["ledger.db"]];
        string[] units = ["--units", bench.Folder["units.csv"]];

        await FailsAsync("--holders", "plan", tenant);
        await FailsAsync("either --holders or --plan", "apply", [.. tenant, "--holders", "h", "--plan", "p"]);
        await FailsAsync("go with --holders", "apply", [.. tenant, "--plan", "p", "--date", "2026-01-01"]);
        await FailsAsync("is not a date", "plan", [.. tenant, "--holders", "h", "--date", "mai"]);
        await FailsAsync("tenant.no-posts", "plan", [.. tenant, .. units, "--holders", bench.Folder["good.csv"]]);
        await SetAsync(bench, Groups);
        await FailsAsync("--holders", "verify", tenant);
        await File.WriteAllTextAsync(bench.Folder["odd.csv"], "unit,kind,name,parnet\nthpt-1,thpt,Trường THPT Số 1,so-bentre\n");
        await FailsAsync("odd.csv:1:4 (parnet): fact.unknown-id", "verify", [.. tenant, "--units", bench.Folder["odd.csv"], "--holders", bench.Folder["good.csv"]]);
        await FailsAsync("post.no-unit", "plan", [.. tenant, "--holders", bench.Folder["good.csv"]]);
        string both = await FailsAsync("--pack", "plan", [.. tenant, "--units", bench.Folder["units.csv"], "--holders", bench.Folder["none.csv"], "--pack", "x"]);
        Assert.Contains("post.unreadable", both, StringComparison.Ordinal);
        string error = await FailsAsync("h.csv:2:1: post.unknown-unit", "apply", [.. tenant, .. units, "--holders", bench.Folder["h.csv"], "--yes"]);
        Assert.Contains("h.csv:3:2: post.unknown-post", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error);
        Assert.Empty(bench.Server.Requests);
        Assert.False(File.Exists(bench.Folder["ledger.db"]));

        static async Task<string> FailsAsync(string why, string command, string[] arguments)
        {
            (int exit, _, string error) = await EduictProcess.RunAsync(["posts", command, .. arguments, "--lang", "en"]);
            Assert.True(exit == 2, $"{exit}: {error}");
            Assert.Contains(why, error, StringComparison.Ordinal);
            return error;
        }
    }

    private static async Task SetAsync(PostBench bench, string posts)
    {
        JsonObject tenant = JsonNode.Parse(await File.ReadAllTextAsync(bench.TenantPath))!.AsObject();
        tenant["posts"] = JsonNode.Parse(posts);
        await File.WriteAllTextAsync(bench.TenantPath, tenant.ToJsonString());
    }
}
