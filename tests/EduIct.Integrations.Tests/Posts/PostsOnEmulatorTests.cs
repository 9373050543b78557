using System.Text.Json.Nodes;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Rosters;

namespace EduIct.Integrations.Tests.Posts;

/// <summary>Posts and people of one tenant over the real protocol, on either provider and on both.</summary>
public sealed class PostsOnEmulatorTests
{
    private const string Teacher = "moet:8300090001";
    private const string Outsider = "giamdoc.cu@gmail.com";

    private static readonly SmallRoster s_people = new() { PupilsOfASchool = 2 };

    [Theory]
    [InlineData(TenantProvider.Google, "g", "bentre.edu.vn", "lan.ht.0001@bentre.edu.vn")]
    [InlineData(TenantProvider.Both, "m", "bentre.edu.vn", "lan.ht.0001@bentre.edu.vn")]
    [InlineData(TenantProvider.Both, "g", "hs.bentre.edu.vn", null)]
    public async Task Groups_of_posts_are_made_beside_the_people_and_follow_their_holders(TenantProvider provider, string at, string domain, string? teacher)
    {
        await using PostBench bench = await PostBench.StartAsync(provider, $$"""{ "provider": "{{at}}", "as": "group", "domain": "{{domain}}" }""");
        Roster people = await bench.RosterAsync(s_people);
        using Provisioner provisioner = await bench.ProvisionAsync();
        Assert.Equal(ApplyOutcome.Applied, (await provisioner.ApplyAsync(people)).Outcome);
        bool outsiders = at == "g";
        string[] rows =
        [
            $"so-bentre,Giám đốc Sở,{(outsiders ? Outsider : "moet:8300090002")},,2026-09-04", $"so-bentre,Giám đốc Sở,{(outsiders ? "giamdoc.moi@gmail.com" : Teacher)},2026-09-05,",
            $"thpt-1,Hiệu trưởng,{Teacher},,",
        ];

        ApplyResult first = await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day.PlusDays(-1), rows));
        Assert.True(first.Outcome == ApplyOutcome.Applied, string.Join("; ", first.Run?.NotDone ?? []));
        Assert.Equal(6, first.Plan!.Counts[OperationKind.EnsureGroup]);
        IAccountDirectory directory = await bench.OpenAsync(at);
        string[] director = await MembersAsync(directory, $"giamdoc.bentre@{domain}");
        string[] head = await MembersAsync(directory, $"hieutruong.thptso1@{domain}");

        Assert.Equal(outsiders ? Outsider : "lan.ht.0002@bentre.edu.vn", Assert.Single(director));
        Assert.Equal(teacher, head.SingleOrDefault());
        Assert.Equal(teacher is null ? 1 : 0, first.Plan.LeftAlone.Count(item => item.Reason == LeftAloneReason.HolderWithoutAccount));
        Assert.True((await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day.PlusDays(-1), rows))).IsEmpty);
        Assert.True((await provisioner.PlanAsync(people)).IsEmpty);
        Assert.True((await provisioner.VerifyAsync(people)).IsClean);

        Plan change = await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day, rows));
        Assert.Equal([OperationKind.AddMember, OperationKind.RemoveMember], change.Operations.Select(operation => operation.Kind));
        Assert.Equal(ApplyOutcome.Applied, (await provisioner.ApplyAsync(change)).Outcome);
        Assert.Equal(outsiders ? "giamdoc.moi@gmail.com" : teacher, Assert.Single(await MembersAsync(directory, $"giamdoc.bentre@{domain}")));
        Assert.True((await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day, rows))).IsEmpty);
    }

    [Theory]
    [InlineData(TenantProvider.Exchange, "m", "bentre.edu.vn")]
    [InlineData(TenantProvider.Both, "g", "hs.bentre.edu.vn")]
    public async Task Accounts_of_posts_are_made_beside_the_people_and_no_roster_takes_them_for_leavers(TenantProvider provider, string at, string domain)
    {
        await using PostBench bench = await PostBench.StartAsync(
            provider,
            $$"""{ "provider": "{{at}}", "as": "account", "domain": "{{domain}}", "orgUnit": "/ChucDanh/{unit}" }""",
            tenant =>
            {
                tenant["guards"]!["leaversShare"] = 1;
                foreach (JsonNode? one in tenant["providers"]!.AsArray())
                {
                    if (one!["licences"] is JsonObject licences)
                    {
                        licences["post"] = "STANDARDWOFFPACK_FACULTY";
                    }
                }
            });
        using Provisioner provisioner = await bench.ProvisionAsync();
        PostRoster posts = await bench.PostsAsync(PostBench.Day, $"so-bentre,Giamdoc,{Teacher},,");
        ApplyResult made = await provisioner.ApplyPostsAsync(posts);
        Assert.True(made.Outcome == ApplyOutcome.Applied, string.Join("; ", made.Run?.NotDone ?? []));
        Assert.Equal((6, 0), (made.Plan!.Counts[OperationKind.Create], made.Run!.WithoutPassword));

        Roster people = await bench.RosterAsync(s_people);
        Assert.Equal(ApplyOutcome.Applied, (await provisioner.ApplyAsync(people)).Outcome);
        Roster nobody = await bench.RosterAsync(s_people with { Absent = [0, 2] });
        ApplyResult left = await provisioner.ApplyAsync(nobody);

        Assert.Equal(2, left.Plan!.Counts[OperationKind.Suspend]);
        Account director = (await (await bench.OpenAsync(at)).FindAccountAsync($"giamdoc.bentre@{domain}"))!;
        Assert.Equal(("post:oneroster:so-bentre/giamdoc.bentre", "/ChucDanh/BenTre", false), (Assert.Single(director.Keys).ToString(), director.OrgUnit.ToString(), director.Suspended));
        Assert.True((await provisioner.PlanPostsAsync(posts)).IsEmpty);
        Assert.True((await provisioner.PlanAsync(nobody)).IsEmpty);

        // A lost ledger is made again from what the providers hold, posts and people.
        using Provisioner anew = await bench.ProvisionAsync("new.db");
        Assert.True((await Assert.ThrowsAsync<ProvisioningException>(() => anew.PlanPostsAsync(posts))).IsRefusal);
        await anew.RebuildLedgerAsync();
        Assert.Equal(OperationKind.NoteHolders, Assert.Single((await anew.PlanPostsAsync(posts)).Operations).Kind);
        Assert.True((await anew.PlanAsync(nobody)).IsEmpty);
    }

    [Theory]
    [InlineData(TenantProvider.Google, "g")]
    [InlineData(TenantProvider.Exchange, "m")]
    public async Task A_pupil_called_like_a_post_has_the_address_when_first_and_another_when_later(TenantProvider provider, string at)
    {
        SmallRoster namesakes = s_people with { Names = new() { [0] = "Bentre Van Giamdoc" } };
        string posts = $$"""{ "provider": "{{at}}", "as": "group", "domain": "bentre.edu.vn" }""";
        await using PostBench before = await PostBench.StartAsync(provider, posts, ByName);
        await using PostBench after = await PostBench.StartAsync(provider, posts, ByName);

        using Provisioner first = await before.ProvisionAsync();
        await first.ApplyAsync(await before.RosterAsync(namesakes));
        ApplyResult late = await first.ApplyPostsAsync(await before.PostsAsync(PostBench.Day));
        using Provisioner second = await after.ProvisionAsync();
        await second.ApplyPostsAsync(await after.PostsAsync(PostBench.Day));
        ApplyResult pupils = await second.ApplyAsync(await after.RosterAsync(namesakes));

        Assert.Equal((ApplyOutcome.Applied, 5), (late.Outcome, late.Plan!.Counts[OperationKind.EnsureGroup]));
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.AddressHeld), late.Plan.LeftAlone);
        Assert.Equal(ApplyOutcome.Applied, pupils.Outcome);
        Assert.Contains(pupils.Plan!.Operations, operation => operation.Set.Address == EmailAddress.Parse("giamdoc.bentre2@bentre.edu.vn"));
        Assert.Empty((await first.PlanPostsAsync(await before.PostsAsync(PostBench.Day))).Operations);
        Assert.Empty((await second.PlanPostsAsync(await after.PostsAsync(PostBench.Day))).Operations);

        static void ByName(JsonObject tenant) => tenant["domains"]![0]!["patterns"] = new JsonArray("{given}.{family}");
    }

    [Theory]
    [InlineData(TenantProvider.Google, "g")]
    [InlineData(TenantProvider.Exchange, "m")]
    public async Task Verifying_tells_what_somebody_changed_by_hand_and_who_should_be_handed_a_post(TenantProvider provider, string at)
    {
        await using PostBench bench = await PostBench.StartAsync(provider, $$"""{ "provider": "{{at}}", "as": "account", "domain": "bentre.edu.vn" }""");
        using Provisioner provisioner = await bench.ProvisionAsync();
        PostRoster posts = await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:1,,");
        Verification missing = await provisioner.VerifyPostsAsync(posts);
        await provisioner.ApplyPostsAsync(posts);
        Verification clean = await provisioner.VerifyPostsAsync(posts);
        IAccountDirectory directory = await bench.OpenAsync(at);
        Account office = (await directory.FindAccountAsync("vanphong.bentre@bentre.edu.vn"))!;
        await directory.UpdateAccountAsync(office.Id, new AccountChange { GivenName = "Ông An" });

        using Provisioner other = await bench.ProvisionAsync();
        Verification changed = await other.VerifyPostsAsync(await bench.PostsAsync(PostBench.Day, "so-bentre,Giamdoc,moet:2,,"));

        Assert.Equal((0, 6, false), (missing.Accounts, missing.Differences.Length, missing.IsClean));
        Assert.Equal((6, 0, true), (clean.Accounts, clean.Differences.Length, clean.IsClean));
        Assert.Equal([OperationKind.HandOver, OperationKind.Update], changed.Differences.Select(operation => operation.Kind));
        Assert.False(changed.IsClean);
    }

    [Fact]
    public async Task A_group_at_the_other_provider_holds_its_address_here_too()
    {
        await using PostBench bench = await PostBench.StartAsync(TenantProvider.Both, """{ "provider": "m", "as": "group", "domain": "bentre.edu.vn" }""");
        IAccountDirectory google = await bench.OpenAsync("g");
        await google.CreateGroupAsync(EmailAddress.Parse("vanphong.bentre@bentre.edu.vn"), "Văn phòng", "cua-nguoi-khac");
        using Provisioner provisioner = await bench.ProvisionAsync();

        ApplyResult result = await provisioner.ApplyPostsAsync(await bench.PostsAsync(PostBench.Day));

        Assert.Equal((ApplyOutcome.Applied, 5), (result.Outcome, bench.Server.GraphGroups.Count));
        Assert.Contains(new LeftAlone("Vanphong.BenTre@bentre.edu.vn", LeftAloneReason.AddressHeld), result.Plan!.LeftAlone);
    }

    [Fact]
    public async Task A_tenant_without_posts_and_faulty_holders_are_told_before_anybody_is_asked()
    {
        await using PostBench bench = await PostBench.StartAsync(TenantProvider.Google, "null");
        using Provisioner provisioner = await bench.ProvisionAsync();

        ProvisioningException fault = await Assert.ThrowsAsync<ProvisioningException>(async () =>
            await provisioner.PlanPostsAsync(await bench.PostsAsync(PostBench.Day, "thpt-9,Hiệu trưởng,moet:1,,", "thpt-1,Giamdoc,moet:1,,", "thpt-1,,,x,2026-13-01")));

        Assert.Equal(
            ["tenant.no-posts", "post.blank", "post.blank", "post.bad-date", "post.bad-date", "post.unknown-unit", "post.unknown-post"],
            fault.Issues.Select(issue => issue.Code));
        Assert.Equal(("/posts", false), (fault.Issues[0].Place.Field, fault.IsRefusal));
        Assert.Empty(bench.Server.Requests);
    }

    private static async Task<string[]> MembersAsync(IAccountDirectory directory, string group) =>
        [.. (await directory.ListMembersAsync(EmailAddress.Parse(group), null)).Items.Select(member => member.Address.ToCanonicalString())];
}
