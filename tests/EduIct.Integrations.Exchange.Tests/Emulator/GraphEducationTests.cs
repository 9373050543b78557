using System.Text.Json.Nodes;
using static EduIct.Integrations.Exchange.Tests.Emulator.GraphSession;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>Education resources and the changes of groups, each as the emulator shows them on the wire.</summary>
public sealed class GraphEducationTests
{
    [Fact]
    public async Task A_class_is_a_group_under_the_same_id_and_a_group_is_no_class()
    {
        await using GraphSession session = await StartAsync();
        string plain = await session.NewGroupAsync("gv");
        string pupil = await session.NewUserAsync("an");
        string teacher = await session.NewUserAsync("lan");
        GraphAnswer made = await session.SendAsync("POST", "education/classes", """{"displayName":"Lớp 10A1","mailNickname":"lop.10a1","description":"mô tả","externalId":"c1","externalSource":"sis","grade":"10"}""");
        string id = (string)made.Json["id"]!;

        await session.AddMemberAsync("education/classes", id, pupil);
        await session.SendAsync("POST", $"education/classes/{id}/teachers/$ref", $$"""{"@odata.id":"{{session.Server.RootUri}}v1.0/education/users/{{teacher}}"}""");

        Assert.Equal(201, made.Status);
        GraphAnswer group = await session.SendAsync("GET", $"groups/{id}?$select=mail,description,displayName");
        Assert.Equal(($"lop.10a1@{Domain}", "mô tả"), ((string)group.Json["mail"]!, (string)group.Json["description"]!));
        Assert.Equal([pupil], Ids(await session.SendAsync("GET", $"groups/{id}/members")));
        Assert.Equal([teacher], Ids(await session.SendAsync("GET", $"groups/{id}/owners")));
        Assert.Equal("400 Request_BadRequest ObjectConflict mailNickname", (await session.SendAsync("POST", "education/classes", """{"displayName":"x","mailNickname":"gv"}""")).Fault);
        Assert.Equal(404, (await session.SendAsync("GET", $"education/classes/{plain}")).Status);
        Assert.Equal([id], Ids(await session.SendAsync("GET", "education/classes")));
        Assert.Equal(204, (await session.SendAsync("PATCH", $"education/classes/{id}", """{"grade":"11","displayName":"Lớp 11A1"}""")).Status);
        Assert.Equal("Lớp 11A1", (string?)(await session.SendAsync("GET", $"groups/{id}")).Json["displayName"]);
        Assert.Equal(("11", "c1"), ((string)(await session.SendAsync("GET", $"education/classes/{id}")).Json["grade"]!, (string)(await session.SendAsync("GET", $"education/classes/{id}")).Json["externalId"]!));
        Assert.Equal(204, (await session.SendAsync("DELETE", $"education/classes/{id}")).Status);
        Assert.Equal(404, (await session.SendAsync("GET", $"groups/{id}")).Status);
    }

    [Fact]
    public async Task Schools_may_carry_one_code_and_who_is_in_one_is_not_put_in_again()
    {
        await using GraphSession session = await StartAsync();
        string user = await session.NewUserAsync("an");
        string school = (string)(await session.SendAsync("POST", "education/schools", """{"displayName":"Trường","externalId":"1"}""")).Json["id"]!;
        await session.SendAsync("POST", "education/schools", """{"displayName":"Trường","externalId":"1"}""");
        string body = $$"""{"@odata.id":"{{session.Server.RootUri}}v1.0/education/users/{{user}}"}""";

        Assert.Equal(2, Ids(await session.SendAsync("GET", "education/schools?$filter=" + Uri.EscapeDataString("externalId eq '1'"))).Length);
        Assert.Equal(204, (await session.SendAsync("POST", $"education/schools/{school}/users/$ref", body)).Status);
        Assert.StartsWith("One or more added object references already exist", (await session.SendAsync("POST", $"education/schools/{school}/users/$ref", body)).Message, StringComparison.Ordinal);
        Assert.Equal(204, (await session.SendAsync("DELETE", $"education/schools/{school}/users/{user}/$ref")).Status);
        Assert.Equal(404, (await session.SendAsync("DELETE", $"education/schools/{school}/users/{user}/$ref")).Status);
    }

    [Fact]
    public async Task Changes_of_groups_tell_who_came_and_went_by_id_and_of_a_deleted_member_only_when_it_is_gone_for_good()
    {
        await using GraphSession session = await StartAsync();
        string group = await session.NewGroupAsync("lop");
        string quiet = await session.NewGroupAsync("im");
        string[] users = [await session.NewUserAsync("an"), await session.NewUserAsync("binh"), await session.NewUserAsync("chi")];
        await session.AddMemberAsync("groups", group, users[0]);
        await session.AddMemberAsync("groups", group, users[2]);
        string first = (string)(await session.SendAsync("GET", "groups/delta?$deltatoken=latest&$select=displayName,members,owners")).Json["@odata.deltaLink"]!;

        await session.AddMemberAsync("groups", group, users[1]);
        await session.SendAsync("DELETE", $"groups/{group}/members/{users[0]}/$ref");
        await session.SendAsync("DELETE", $"users/{users[2]}");
        JsonObject round = (await session.SendAsync("GET", first)).Json;
        string second = (string)round["@odata.deltaLink"]!;

        JsonNode changed = Assert.Single((JsonArray)round["value"]!)!;
        Assert.Equal(group, (string?)changed["id"]);
        Assert.Equal(
            [(users[0], true), (users[1], false)],
            ((JsonArray)changed["members@delta"]!).Select(member => (Id: (string)member!["id"]!, Removed: member["@removed"] is not null)).OrderBy(member => Array.IndexOf(users, member.Id)));
        Assert.Equal([users[1]], Ids(await session.SendAsync("GET", $"groups/{group}/members")));
        Assert.Empty((JsonArray)(await session.SendAsync("GET", second)).Json["value"]!);

        await session.SendAsync("POST", $"directory/deletedItems/{users[2]}/restore");
        Assert.Equal(users[1..].Order(), Ids(await session.SendAsync("GET", $"groups/{group}/members")).Order());
        Assert.Empty((JsonArray)(await session.SendAsync("GET", second)).Json["value"]!);
        await session.SendAsync("DELETE", $"users/{users[2]}");
        await session.SendAsync("DELETE", $"directory/deletedItems/{users[2]}");
        await session.SendAsync("DELETE", $"groups/{quiet}");
        JsonArray last = (JsonArray)(await session.SendAsync("GET", second)).Json["value"]!;
        Assert.Equal(users[2], (string?)last.Single(item => (string?)item!["id"] == group)!["members@delta"]![0]!["id"]);
        Assert.Equal("changed", (string?)last.Single(item => (string?)item!["id"] == quiet)!["@removed"]!["reason"]);
    }

    [Fact]
    public async Task A_restored_account_does_not_show_among_changes_with_a_selection()
    {
        await using GraphSession session = await StartAsync();
        string user = await session.NewUserAsync("an");
        await session.SendAsync("DELETE", $"users/{user}");
        string all = (string)(await session.SendAsync("GET", "users/delta?$deltatoken=latest")).Json["@odata.deltaLink"]!;
        string selected = (string)(await session.SendAsync("GET", "users/delta?$deltatoken=latest&$select=displayName")).Json["@odata.deltaLink"]!;

        await session.SendAsync("POST", $"directory/deletedItems/{user}/restore");

        Assert.Equal([user], Ids(await session.SendAsync("GET", all)));
        Assert.Empty(Ids(await session.SendAsync("GET", selected)));
    }

    private static string[] Ids(GraphAnswer answer) => [.. ((JsonArray)answer.Json["value"]!).Select(item => (string)item!["id"]!)];
}
