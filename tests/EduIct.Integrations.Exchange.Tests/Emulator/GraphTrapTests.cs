using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator;
using Microsoft.Extensions.Time.Testing;
using static EduIct.Integrations.Exchange.Tests.Emulator.GraphSession;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>What surprises those who come to Graph from Google, each as the emulator shows it on the wire.</summary>
public sealed class GraphTrapTests
{
    private static readonly DateTimeOffset s_start = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(s_start);

    [Fact]
    public async Task A_conflict_is_a_400_that_only_its_detail_tells_from_others()
    {
        await using GraphSession session = await StartAsync();
        string first = await session.NewUserAsync("an.nv");
        await session.LicenseAsync(first);
        await session.NewGroupAsync("lop.10a1");

        Assert.Equal("400 Request_BadRequest ObjectConflict userPrincipalName", (await session.SendAsync("POST", "users", User("AN.NV"))).Fault);
        Assert.Equal("400 Request_BadRequest ObjectConflict proxyAddresses", (await session.SendAsync("POST", "users", User("lop.10a1"))).Fault);
        Assert.Equal("400 Request_BadRequest ObjectConflict mailNickname", (await session.SendAsync("POST", "groups", Group("lop.10a1"))).Fault);
        Assert.Equal("400 Request_BadRequest ObjectConflict proxyAddresses", (await session.SendAsync("POST", "groups", Group("an.nv"))).Fault);
        Assert.Contains("Another object with the same value", (await session.SendAsync("POST", "users", User("an.nv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrative_unit_may_bear_the_name_of_another()
    {
        await using GraphSession session = await StartAsync();

        Assert.Equal(201, (await session.SendAsync("POST", "directory/administrativeUnits", """{"displayName":"/HocSinh"}""")).Status);
        Assert.Equal(201, (await session.SendAsync("POST", "directory/administrativeUnits", """{"displayName":"/HocSinh"}""")).Status);
    }

    [Fact]
    public async Task A_mailbox_is_there_minutes_after_its_licence_and_one_that_is_hit_later_still()
    {
        await using GraphSession session = await StartAsync(new EmulatorOptions
        {
            TimeProvider = _clock,
            MailboxDelay = TimeSpan.FromMinutes(5),
            Faults = [EduIct.Emulator.Faults.Fault.Parse("mailbox-lag=#2,3600000")],
        });
        string usual = await session.NewUserAsync("usual");
        string overdue = await session.NewUserAsync("overdue");
        string none = await session.NewUserAsync("none");
        await session.LicenseAsync(usual);
        await session.LicenseAsync(overdue);

        Assert.Equal("404 MailboxNotEnabledForRESTAPI", (await session.SendAsync("GET", $"users/{usual}/mailboxSettings")).Fault);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, (await session.SendAsync("GET", $"users/{usual}/mailboxSettings")).Status);
        Assert.Equal("404 MailboxNotEnabledForRESTAPI", (await session.SendAsync("GET", $"users/{overdue}/mailboxSettings")).Fault);
        Assert.Equal("404 MailboxNotEnabledForRESTAPI", (await session.SendAsync("GET", $"users/{none}/mailboxSettings")).Fault);
        _clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal("404 MailboxNotEnabledForRESTAPI", (await session.SendAsync("GET", $"users/{overdue}/mailboxSettings")).Fault);
    }

    [Fact]
    public async Task What_was_made_a_moment_ago_is_not_there_for_other_calls()
    {
        await using GraphSession session = await StartAsync(_clock, "create-lag=1,5000", "group-lag=#1,8000");
        string group = await session.NewGroupAsync("lop.10a1");
        string user = await session.NewUserAsync("an.nv");

        Assert.Equal("404 Request_ResourceNotFound", (await session.SendAsync("GET", $"users/{user}")).Fault);
        Assert.Equal("404 Request_ResourceNotFound", (await session.LicenseAsync(user)).Fault);
        Assert.Equal("404 Request_ResourceNotFound", (await session.AddMemberAsync("groups", group, user)).Fault);
        Assert.Equal("400 Request_BadRequest ObjectConflict userPrincipalName", (await session.SendAsync("POST", "users", User("an.nv"))).Fault);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await session.LicenseAsync(user)).Status);
        Assert.Equal("404 Request_ResourceNotFound", (await session.AddMemberAsync("groups", group, user)).Fault);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(204, (await session.AddMemberAsync("groups", group, user)).Status);
    }

    [Fact]
    public async Task Reads_trail_writes_and_writes_do_not()
    {
        await using GraphSession session = await StartAsync(_clock, "lag=1,2000");
        string user = await session.NewUserAsync("an.nv");
        string filter = "users?$filter=" + Uri.EscapeDataString($"userPrincipalName eq 'an.nv@{Domain}'");

        Assert.Equal(404, (await session.SendAsync("GET", $"users/{user}")).Status);
        Assert.Empty((JsonArray)(await session.SendAsync("GET", filter)).Json["value"]!);
        Assert.Equal(204, (await session.SendAsync("PATCH", $"users/{user}", """{"jobTitle":"Học sinh"}""")).Status);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single((JsonArray)(await session.SendAsync("GET", filter)).Json["value"]!);
    }

    [Fact]
    public async Task A_member_that_is_there_is_a_400_without_a_detail_and_twenty_together_are_all_or_none()
    {
        await using GraphSession session = await StartAsync();
        string group = await session.NewGroupAsync("lop.10a1");
        string unit = (string)(await session.SendAsync("POST", "directory/administrativeUnits", """{"displayName":"/HocSinh"}""")).Json["id"]!;
        string[] users = [await session.NewUserAsync("an"), await session.NewUserAsync("binh")];
        await session.AddMemberAsync("groups", group, users[0]);
        await session.AddMemberAsync("directory/administrativeUnits", unit, users[0]);

        GraphAnswer again = await session.AddMemberAsync("groups", group, users[0]);
        GraphAnswer inUnit = await session.AddMemberAsync("directory/administrativeUnits", unit, users[0]);
        GraphAnswer both = await session.SendAsync("PATCH", $"groups/{group}", Bound(users.Select(session.Reference)));
        GraphAnswer many = await session.SendAsync("PATCH", $"groups/{group}", Bound(Enumerable.Repeat(session.Reference(users[1]), 21)));

        const string words = "One or more added object references already exist for the following modified properties: 'members'.";
        Assert.Equal(("400 Request_BadRequest", words), (again.Fault, again.Message));
        Assert.Equal(("400 Request_BadRequest", words), (inUnit.Fault, inUnit.Message));
        Assert.Equal(("400 Request_BadRequest", words), (both.Fault, both.Message));
        Assert.Equal(400, many.Status);
        Assert.Equal([users[0]], Assert.Single(session.Server.GraphGroups).Members);
        Assert.Equal(204, (await session.SendAsync("PATCH", $"groups/{group}", Bound([session.Reference(users[1])]))).Status);
        Assert.Equal(404, (await session.SendAsync("DELETE", $"groups/{group}/members/{Guid.NewGuid()}/$ref")).Status);
    }

    [Theory]
    [InlineData("users", "userPrincipalName", "đan@bentre.edu.vn")]
    [InlineData("users", "userPrincipalName", "an nv@bentre.edu.vn")]
    [InlineData("users", "userPrincipalName", "an+nv@bentre.edu.vn")]
    [InlineData("users", "userPrincipalName", "an.@bentre.edu.vn")]
    [InlineData("users", "userPrincipalName", "65@bentre.edu.vn")]
    [InlineData("users", "userPrincipalName", "an@elsewhere.example")]
    [InlineData("users", "mailNickname", "a@b")]
    [InlineData("users", "givenName", "65")]
    [InlineData("users", "surname", "65")]
    [InlineData("users", "displayName", "257")]
    [InlineData("users", "department", "65")]
    [InlineData("users", "employeeId", "17")]
    [InlineData("users", "usageLocation", "VNM")]
    [InlineData("groups", "displayName", "257")]
    [InlineData("groups", "description", "1025")]
    [InlineData("groups", "mailNickname", "lớp")]
    [InlineData("groups", "mailNickname", "lop 10a1")]
    [InlineData("groups", "mailNickname", "65")]
    public async Task A_name_or_an_address_beyond_its_limits_is_refused_and_nothing_is_made(string set, string property, string value)
    {
        await using GraphSession session = await StartAsync();
        JsonObject body = (JsonObject)JsonNode.Parse(set == "users" ? User("an") : Group("lop"))!;
        string domain = value.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at && property == "userPrincipalName" ? value[at..] : "";
        string text = value[..^domain.Length];
        body[property] = (int.TryParse(text, CultureInfo.InvariantCulture, out int length) ? new string('a', length) : text) + domain;

        GraphAnswer answer = await session.SendAsync("POST", set, body.ToJsonString());

        Assert.StartsWith("400 Request_BadRequest", answer.Fault, StringComparison.Ordinal);
        Assert.Contains(property, answer.Message, StringComparison.Ordinal);
        Assert.Single(session.Server.GraphUsers);
        Assert.Empty(session.Server.GraphGroups);
    }

    [Theory]
    [InlineData("short-1")]
    [InlineData("chithuong")]
    [InlineData("Mật-Khẩu-Có-Dấu-1")]
    public async Task A_password_of_too_few_classes_or_with_accents_is_refused(string password)
    {
        await using GraphSession session = await StartAsync();
        JsonObject body = (JsonObject)JsonNode.Parse(User("an"))!;
        body["passwordProfile"]!["password"] = password;

        Assert.Equal("400 Request_BadRequest InvalidPassword password", (await session.SendAsync("POST", "users", body.ToJsonString())).Fault);
    }

    [Fact]
    public async Task Licences_need_a_country_and_a_free_seat_which_a_deleted_account_gives_back_and_may_not_find_again()
    {
        await using GraphSession session = await StartAsync(new EmulatorOptions { TimeProvider = _clock, Licences = new Dictionary<string, int> { ["STANDARDWOFFPACK_STUDENT"] = 1 } });
        string first = await session.NewUserAsync("an");
        string second = await session.NewUserAsync("binh");
        await session.SendAsync("PATCH", $"users/{first}", """{"usageLocation":null}""");

        Assert.Equal("License assignment cannot be done for user with invalid usage location.", (await session.LicenseAsync(first)).Message);
        await session.SendAsync("PATCH", $"users/{first}", """{"usageLocation":"VN"}""");
        Assert.Equal(200, (await session.LicenseAsync(first)).Status);
        Assert.Equal(1, await session.ConsumedAsync());
        Assert.Equal($"Subscription with SKU {StudentSku} does not have any available licenses.", (await session.LicenseAsync(second)).Message);

        await session.SendAsync("DELETE", $"users/{first}");
        Assert.Equal(0, await session.ConsumedAsync());
        Assert.Equal(200, (await session.LicenseAsync(second)).Status);
        Assert.Equal(200, (await session.SendAsync("POST", $"directory/deletedItems/{first}/restore")).Status);
        Assert.Empty(session.Server.GraphUsers.Single(user => user.Id == first).Licences);
        Assert.Equal(1, await session.ConsumedAsync());
    }

    [Fact]
    public async Task A_deleted_account_frees_its_name_is_listed_for_thirty_days_and_comes_back_only_where_the_name_is_free()
    {
        await using GraphSession session = await StartAsync(_clock);
        string user = await session.NewUserAsync("an");
        await session.SendAsync("DELETE", $"users/{user}");

        Assert.Equal(404, (await session.SendAsync("GET", $"users/{user}")).Status);
        Assert.Single((JsonArray)(await session.SendAsync("GET", "directory/deletedItems/microsoft.graph.user")).Json["value"]!);
        string other = await session.NewUserAsync("an");
        Assert.Equal("400 Request_BadRequest ObjectConflict userPrincipalName", (await session.SendAsync("POST", $"directory/deletedItems/{user}/restore")).Fault);
        await session.SendAsync("PATCH", $"users/{other}", $$"""{"userPrincipalName":"an2@{{Domain}}"}""");
        Assert.Equal(200, (await session.SendAsync("POST", $"directory/deletedItems/{user}/restore")).Status);

        await session.SendAsync("DELETE", $"users/{user}");
        _clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await session.LogInAsync();
        Assert.Equal(200, (await session.SendAsync("GET", $"directory/deletedItems/{user}")).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(404, (await session.SendAsync("POST", $"directory/deletedItems/{user}/restore")).Status);
    }

    private static string Bound(IEnumerable<string> references) =>
        new JsonObject { ["members@odata.bind"] = new JsonArray([.. references.Select(reference => (JsonNode)reference)]) }.ToJsonString();
}
