using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class UserTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_account_lives_from_insert_to_undelete()
    {
        await using var session = await EmulatorSession.StartAsync();
        var made = await session.NewUserAsync("An.Nguyen", ""","isAdmin":true,"externalIds":[{"type":"custom","customType":"moet","value":"079"}]""");
        Assert.Equal("an.nguyen@bentre.edu.vn", (string?)made["primaryEmail"]);
        Assert.False((bool)made["isAdmin"]!);
        Assert.Null(made["password"]);
        var id = (string)made["id"]!;

        var (_, renamed) = await session.PatchAsync("users/AN.nguyen@bentre.edu.vn", """{"primaryEmail":"an2@bentre.edu.vn","suspended":true,"externalIds":null}""");
        Assert.Equal("an.nguyen@bentre.edu.vn", (string?)renamed["aliases"]![0]);
        Assert.Null(renamed["externalIds"]);
        Assert.Equal(id, (string?)(await session.GetAsync("users/an.nguyen@bentre.edu.vn")).Json["id"]);

        Assert.Equal(204, (await session.DeleteAsync("users/" + id)).Status);
        Assert.Equal("412 conditionNotMet: User is deleted.", EmulatorSession.Error(await session.GetAsync("users/" + id)));
        Assert.Single((JsonArray)(await session.GetAsync("users?customer=my_customer&showDeleted=true")).Json["users"]!);
        await session.PostAsync("customer/my_customer/orgunits", """{"name":"DaNghi","parentOrgUnitPath":"/"}""");
        Assert.Equal(204, (await session.PostAsync($"users/{id}/undelete", """{"orgUnitPath":"/DaNghi"}""")).Status);
        Assert.Equal("/DaNghi", (string?)(await session.GetAsync("users/" + id)).Json["orgUnitPath"]);

        Assert.Equal(204, (await session.PostAsync($"users/{id}/makeAdmin", """{"status":true}""")).Status);
        Assert.Contains(session.Server.Users, user => user is { IsAdmin: true, HasPassword: true, Suspended: true } && user.Id == id);
        Assert.Equal(1, session.Server.Requests["users.insert"]);
    }

    [Theory]
    [InlineData("""{"name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "400 required: Missing required field: primaryEmail")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","password":"12345678"}""", "400 required: Missing required field: name")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"}}""", "400 required: Missing required field: password")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"1234567"}""", "400 invalid: Invalid Password")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"mật-khẩu"}""", "400 invalid: Invalid Password")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678","hashFunction":"SHA-1"}""", "400 invalid: Invalid Password")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":""},"password":"12345678"}""", "400 invalid: Invalid Given/Family Name: FamilyName")]
    [InlineData("""{"primaryEmail":"a..b@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "400 invalid: Invalid Input: primary_user_email")]
    [InlineData("""{"primaryEmail":"đức@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "400 invalid: Invalid Input: primary_user_email")]
    [InlineData("""{"primaryEmail":"abuse@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "400 invalid: Invalid Input: primary_user_email")]
    [InlineData("""{"primaryEmail":"a@other.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "403 forbidden: Not Authorized to access this resource/api")]
    [InlineData("""{"primaryEmail":"admin@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678"}""", "409 duplicate: Entity already exists.")]
    [InlineData("""{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"12345678","orgUnitPath":"/X"}""", "400 invalid: Invalid Input: INVALID_OU_ID")]
    [InlineData("""{"primaryEmail":5}""", "400 invalid: Invalid Input: primaryEmail")]
    [InlineData("""{"primaryEmail":""", "400 parseError: Parse Error")]
    public async Task A_wrong_account_is_refused(string body, string error)
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal(error, EmulatorSession.Error(await session.PostAsync("users", body)));
        Assert.Single(session.Server.Users);
    }

    [Theory]
    [InlineData("MD5", "5f4dcc3b5aa765d61d8327deb882cf99")]
    [InlineData("SHA-1", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8")]
    [InlineData("crypt", "$6$rounds=5000$saltsalt$" + "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz12345678")]
    public async Task A_hashed_password_is_taken_and_not_kept(string function, string hash)
    {
        await using var session = await EmulatorSession.StartAsync();
        var body = """{"primaryEmail":"a@bentre.edu.vn","name":{"givenName":"A","familyName":"B"},"password":"P","hashFunction":"F"}"""
            .Replace("\"P\"", $"\"{hash}\"", StringComparison.Ordinal).Replace("\"F\"", $"\"{function}\"", StringComparison.Ordinal);
        var (status, json) = await session.PostAsync("users", body);
        Assert.Equal(200, status);
        Assert.DoesNotContain(hash, json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(function, session.Server.Users.Single(user => user.PrimaryEmail == "a@bentre.edu.vn").HashFunction);
    }

    [Fact]
    public async Task A_deleted_account_holds_its_seat_for_20_days()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock, seats: 2));
        await session.NewUserAsync("a");
        await session.DeleteAsync("users/a@bentre.edu.vn");
        Assert.Equal("412 limitExceeded: Domain user limit reached.", EmulatorSession.Error(await session.PostAsync("users", EmulatorSession.User("b"))));
        clock.Advance(TimeSpan.FromDays(20));
        await session.LogInAsync();
        await session.NewUserAsync("b");
        Assert.Equal(404, (await session.GetAsync("users/a@bentre.edu.vn")).Status);
    }

    [Fact]
    public async Task Aliases_are_at_most_30_and_free()
    {
        await using var session = await EmulatorSession.StartAsync();
        await session.NewUserAsync("a");
        await session.PostAsync("groups", """{"email":"g@bentre.edu.vn"}""");
        Assert.StartsWith("409 duplicate", EmulatorSession.Error(await session.PostAsync("users/a@bentre.edu.vn/aliases", """{"alias":"g@bentre.edu.vn"}""")), StringComparison.Ordinal);
        for (var i = 0; i < 30; i++)
            Assert.Equal(200, (await session.PostAsync("users/a@bentre.edu.vn/aliases", $$"""{"alias":"a{{i}}@bentre.edu.vn"}""")).Status);
        Assert.Equal(412, (await session.PostAsync("users/a@bentre.edu.vn/aliases", """{"alias":"b@bentre.edu.vn"}""")).Status);
        Assert.Equal(204, (await session.DeleteAsync("users/a@bentre.edu.vn/aliases/a7@bentre.edu.vn")).Status);
        Assert.Equal(29, ((JsonArray)(await session.GetAsync("users/a5@bentre.edu.vn/aliases")).Json["aliases"]!).Count);
    }

    [Theory]
    [InlineData("email:hs*", 3)]
    [InlineData("email=HS1@bentre.edu.vn", 1)]
    [InlineData("isSuspended=true", 1)]
    [InlineData("orgUnitPath='/Hoc Sinh'", 2)]
    [InlineData("orgUnitPath=/ email:hs*", 3)]
    [InlineData("externalId=079001", 1)]
    [InlineData("familyName:Nguy* isSuspended=false", 2)]
    [InlineData("name='An Nguyễn'", 3)]
    [InlineData("quản", 1)]
    public async Task A_search_finds(string query, int count)
    {
        await using var session = await Searched();
        var (status, json) = await session.GetAsync("users?customer=my_customer&query=" + Uri.EscapeDataString(query));
        Assert.Equal((200, count), (status, (json["users"] as JsonArray)?.Count ?? 0));
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("isSuspended=maybe")]
    [InlineData("email=hs*")]
    [InlineData("name='An")]
    [InlineData("externalId:0*")]
    public async Task A_search_that_is_not_understood_is_refused(string query)
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal("400 invalid: Invalid query", EmulatorSession.Error(await session.GetAsync("users?customer=my_customer&query=" + Uri.EscapeDataString(query))));
    }

    [Fact]
    public async Task A_mask_shows_only_what_it_names()
    {
        await using var session = await EmulatorSession.StartAsync();
        var (_, json) = await session.GetAsync("users?customer=my_customer&fields=users(id,name/givenName),nextPageToken");
        Assert.Equal(["users"], json.Select(field => field.Key));
        var user = (JsonObject)json["users"]![0]!;
        Assert.Equal(["id", "name"], user.Select(field => field.Key));
        Assert.Equal(["givenName"], ((JsonObject)user["name"]!).Select(field => field.Key));
        Assert.Equal("400 invalidParameter: Invalid field selection nick", EmulatorSession.Error(await session.GetAsync("users?customer=my_customer&fields=users(nick)")));
    }

    [Fact]
    public async Task Lists_need_a_customer_and_numbers_in_range()
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal("400 badRequest: Bad Request", EmulatorSession.Error(await session.GetAsync("users")));
        Assert.Equal("400 invalid: Invalid Customer Id", EmulatorSession.Error(await session.GetAsync("users?customer=C1")));
        Assert.Equal("404 notFound: Domain not found", EmulatorSession.Error(await session.GetAsync("users?domain=x.vn")));
        Assert.StartsWith("400 invalidParameter", EmulatorSession.Error(await session.GetAsync("users?customer=my_customer&maxResults=501")), StringComparison.Ordinal);
        Assert.Equal("404 notFound: Resource Not Found: userKey", EmulatorSession.Error(await session.GetAsync("users/none@bentre.edu.vn")));
    }

    private static async Task<EmulatorSession> Searched()
    {
        var session = await EmulatorSession.StartAsync();
        await session.PostAsync("customer/my_customer/orgunits", """{"name":"Hoc Sinh","parentOrgUnitPath":"/"}""");
        await session.PostAsync("customer/my_customer/orgunits", """{"name":"6A","parentOrgUnitPath":"/Hoc Sinh"}""");
        await session.NewUserAsync("hs1", ""","orgUnitPath":"/Hoc Sinh" """);
        await session.NewUserAsync("hs2", ""","orgUnitPath":"/Hoc Sinh/6A","suspended":true""");
        await session.NewUserAsync("hs3", ""","externalIds":[{"type":"organization","value":"079001"}]""");
        return session;
    }
}
