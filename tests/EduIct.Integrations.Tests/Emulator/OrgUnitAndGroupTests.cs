using System.Text.Json.Nodes;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class OrgUnitAndGroupTests
{
    private const string Units = "customer/my_customer/orgunits";

    [Fact]
    public async Task Units_make_a_tree()
    {
        await using var session = await EmulatorSession.StartAsync();
        var (_, top) = await session.PostAsync(Units, """{"name":"HocSinh","parentOrgUnitPath":"/"}""");
        await session.PostAsync(Units, $$"""{"name":"Lớp 6A","parentOrgUnitId":"{{top["orgUnitId"]}}"}""");
        Assert.Equal("409 duplicate: Entity already exists.", EmulatorSession.Error(await session.PostAsync(Units, """{"name":"hocsinh","parentOrgUnitPath":"/"}""")));
        Assert.Equal("400 invalid: Invalid Parent Orgunit Id", EmulatorSession.Error(await session.PostAsync(Units, """{"name":"x","parentOrgUnitPath":"/y"}""")));
        Assert.StartsWith("400 required", EmulatorSession.Error(await session.PostAsync(Units, """{"parentOrgUnitPath":"/"}""")), StringComparison.Ordinal);
        foreach (var key in new[] { "HocSinh/L%E1%BB%9Bp%206A", "HocSinh%2FL%E1%BB%9Bp%206A" })
            Assert.Equal("/HocSinh/Lớp 6A", (string?)(await session.GetAsync($"{Units}/{key}")).Json["orgUnitPath"]);
        Assert.Equal("/HocSinh", (string?)(await session.GetAsync($"{Units}/{top["orgUnitId"]}")).Json["orgUnitPath"]);
        Assert.Equal(1, await Count(session, ""));
        Assert.Equal(2, await Count(session, "?type=all"));
        Assert.Equal(3, await Count(session, "?type=allIncludingParent"));
        Assert.Equal("412 conditionNotMet: OU not empty", EmulatorSession.Error(await session.DeleteAsync(Units + "/HocSinh")));
        Assert.Equal("400 invalid: Invalid Parent Orgunit Id", EmulatorSession.Error(await session.PatchAsync(Units + "/HocSinh", """{"parentOrgUnitPath":"/HocSinh/Lớp 6A"}""")));
        await session.NewUserAsync("a", ""","orgUnitPath":"/HocSinh/Lớp 6A" """);
        await session.PatchAsync(Units + "/HocSinh", """{"name":"Học sinh"}""");
        Assert.Equal("/Học sinh/Lớp 6A", (string?)(await session.GetAsync("users/a@bentre.edu.vn")).Json["orgUnitPath"]);
        Assert.Equal("404 notFound: Org unit not found", EmulatorSession.Error(await session.GetAsync(Units + "/HocSinh")));
    }

    [Fact]
    public async Task Groups_hold_users_groups_and_outsiders()
    {
        await using var session = await EmulatorSession.StartAsync();
        await session.NewUserAsync("a");
        foreach (var name in new[] { "g1", "g2", "g3" })
            Assert.Equal(200, (await session.PostAsync("groups", $$"""{"email":"{{name}}@bentre.edu.vn"}""")).Status);
        Assert.Equal(200, await Add(session, "g1", "a@bentre.edu.vn"));
        Assert.Equal("409 duplicate: Member already exists.", EmulatorSession.Error(await session.PostAsync("groups/g1@bentre.edu.vn/members", """{"email":"a@bentre.edu.vn"}""")));
        Assert.Equal(200, await Add(session, "g2", "g1@bentre.edu.vn"));
        Assert.Equal(200, await Add(session, "g3", "g2@bentre.edu.vn"));
        Assert.Equal(200, await Add(session, "g1", "x@gmail.com"));
        Assert.Equal("412 conditionNotMet: Cyclic memberships not allowed", EmulatorSession.Error(await session.PostAsync("groups/g1@bentre.edu.vn/members", """{"email":"g3@bentre.edu.vn"}""")));
        Assert.Equal("404 notFound: Resource Not Found: memberKey", EmulatorSession.Error(await session.PostAsync("groups/g1@bentre.edu.vn/members", """{"email":"no@bentre.edu.vn"}""")));
        Assert.True((bool)(await session.GetAsync("groups/g3@bentre.edu.vn/hasMember/a@bentre.edu.vn")).Json["isMember"]!);
        Assert.Equal(404, (await session.GetAsync("groups/g3@bentre.edu.vn/members/a@bentre.edu.vn")).Status);
        Assert.Equal(4, ((JsonArray)(await session.GetAsync("groups/g3@bentre.edu.vn/members?includeDerivedMembership=true")).Json["members"]!).Count);
        Assert.Equal("MANAGER", (string?)(await session.PatchAsync("groups/g1@bentre.edu.vn/members/a@bentre.edu.vn", """{"role":"MANAGER"}""")).Json["role"]);
        Assert.Single((JsonArray)(await session.GetAsync("groups/g1@bentre.edu.vn/members?roles=MANAGER,OWNER")).Json["members"]!);
        Assert.Equal("2", (string?)(await session.GetAsync("groups/g1@bentre.edu.vn")).Json["directMembersCount"]);
        Assert.Single((JsonArray)(await session.GetAsync("groups?userKey=a@bentre.edu.vn")).Json["groups"]!);
        await session.PatchAsync("users/a@bentre.edu.vn", """{"primaryEmail":"b@bentre.edu.vn"}""");
        Assert.Contains("b@bentre.edu.vn", session.Server.Groups[0].Members.Keys);
        await session.DeleteAsync("users/b@bentre.edu.vn");
        await session.DeleteAsync("groups/g2@bentre.edu.vn");
        Assert.Empty(session.Server.Groups.Single(group => group.Email == "g3@bentre.edu.vn").Members);
        Assert.Equal(["x@gmail.com"], session.Server.Groups[0].Members.Keys);
    }

    [Fact]
    public async Task A_group_keeps_to_its_limits()
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal(400, (await session.PostAsync("groups", $$"""{"email":"{{new string('g', 65)}}@bentre.edu.vn"}""")).Status);
        Assert.Equal(400, (await session.PostAsync("groups", $$"""{"email":"g@bentre.edu.vn","name":"{{new string('g', 74)}}"}""")).Status);
        Assert.Equal(400, (await session.PostAsync("groups", $$"""{"email":"g@bentre.edu.vn","description":"{{new string('g', 4097)}}"}""")).Status);
        Assert.Equal(409, (await session.PostAsync("groups", """{"email":"admin@bentre.edu.vn"}""")).Status);
    }

    [Fact]
    public async Task The_customer_and_its_domains_are_read()
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal(session.Server.CustomerId, (string?)(await session.GetAsync("customers/my_customer")).Json["id"]);
        Assert.Equal("bentre.edu.vn", (string?)(await session.GetAsync("customer/my_customer/domains")).Json["domains"]![0]!["domainName"]);
        Assert.True((bool)(await session.GetAsync("customer/my_customer/domains/bentre.edu.vn")).Json["isPrimary"]!);
    }

    private static async Task<int> Count(EmulatorSession session, string query) =>
        ((JsonArray)(await session.GetAsync(Units + query)).Json["organizationUnits"]!).Count;

    private static async Task<int> Add(EmulatorSession session, string group, string email) =>
        (await session.PostAsync($"groups/{group}@bentre.edu.vn/members", $$"""{"email":"{{email}}"}""")).Status;
}
