using System.Collections.Concurrent;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.People;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>What is sent, in which order, and what an account shows on which a run broke off.</summary>
public sealed class CreateSequenceTests : IAsyncLifetime
{
    private const string Sku = "8f2c7a8e-0000-4000-8000-0000000000c2";
    private static readonly OrgUnitPath Unit = OrgUnitPath.Parse("/HocSinh/10A1");

    private readonly ConcurrentDictionary<string, Answer> _answers = new();
    private CannedGraph _server = null!;
    private ExchangeDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedGraph.StartAsync();
        _server.OnCall = sent => _answers.GetValueOrDefault(sent.ToString()) ?? (sent.ToString() switch
        {
            "POST /v1.0/users" => Answer.Json($$"""{"id":"{{UserId}}"}""", 201),
            "GET /v1.0/directory/administrativeUnits" => Answer.Json("""{"value":[{"id":"au1","displayName":"/HocSinh/10A1"}]}"""),
            "GET /v1.0/subscribedSkus" => Answer.Json($$"""{"value":[{"skuId":"{{Sku}}","skuPartNumber":"STANDARDWOFFPACK_STUDENT"}]}"""),
            { } other when other.StartsWith("GET ", StringComparison.Ordinal) => null,
            _ => Answer.Nothing,
        });
        ExchangeDirectoryOptions options = _server.Options;
        options.Licences = new Dictionary<Role, string> { [Role.Student] = "STANDARDWOFFPACK_STUDENT" };
        _directory = ExchangeDirectory.Create(options);
    }

    public async Task DisposeAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_key_goes_with_the_create_and_the_marks_come_last()
    {
        await _directory.CreateAccountAsync(Person());

        Sent[] writes = [.. _server.Calls.Where(call => call.Method != "GET")];
        Assert.Equal(
            [
                "POST /v1.0/users",
                "POST /v1.0/directory/administrativeUnits/au1/members/$ref",
                $"POST /v1.0/users/{UserId}/assignLicense",
                $"PATCH /v1.0/users/{UserId}",
            ],
            writes.Select(call => call.ToString()));
        Assert.Equal("moet:p1", writes[0].Json.GetProperty("onPremisesExtensionAttributes").GetProperty("extensionAttribute13").GetString());
        Assert.Equal("VN", writes[0].Json.GetProperty("usageLocation").GetString());
        Assert.Equal("Nguyễn Văn Ân", writes[0].Json.GetProperty("displayName").GetString());
        Assert.False(writes[0].Json.GetProperty("onPremisesExtensionAttributes").TryGetProperty("extensionAttribute14", out _));
        Assert.Equal($"{_server.Root.AbsoluteUri}v1.0/directoryObjects/{UserId}", writes[1].Json.GetProperty("@odata.id").GetString());
        Assert.Equal(Sku, writes[2].Json.GetProperty("addLicenses")[0].GetProperty("skuId").GetString());
        Assert.Empty(writes[2].Json.GetProperty("removeLicenses").EnumerateArray());
        Assert.Equal("moet:79000001|student|10A1|10|THPT Nguyễn Đình Chiểu", writes[3].Json.GetProperty("onPremisesExtensionAttributes").GetProperty("extensionAttribute14").GetString());
        Assert.Equal("/HocSinh/10A1", writes[3].Json.GetProperty("onPremisesExtensionAttributes").GetProperty("extensionAttribute15").GetString());
    }

    [Fact]
    public async Task Without_unit_and_licence_one_request_makes_all()
    {
        using ExchangeDirectory plain = ExchangeDirectory.Create(_server.Options);

        await plain.CreateAccountAsync(Person() with { OrgUnit = OrgUnitPath.Root });

        Assert.Equal("POST /v1.0/users", Assert.Single(_server.Calls).ToString());
        Assert.True(_server.Calls.Single().Json.GetProperty("onPremisesExtensionAttributes").TryGetProperty("extensionAttribute14", out _));
    }

    [Fact]
    public async Task What_other_parts_have_not_heard_of_yet_is_not_ready_and_the_next_attempt_goes_on_from_there()
    {
        NewAccount person = Person();
        _answers["POST /v1.0/directory/administrativeUnits/au1/members/$ref"] = Answer.Error(404, "Request_ResourceNotFound", "Resource does not exist.");

        Assert.Equal(DirectoryErrorKind.NotReady, (await Assert.ThrowsAsync<DirectoryException>(() => _directory.CreateAccountAsync(person))).Kind);
        _answers.Clear();
        await _directory.CreateAccountAsync(person);

        Assert.Single(_server.Calls, call => call.ToString() == "POST /v1.0/users");
        Assert.Equal($"PATCH /v1.0/users/{UserId}", _server.Calls.Last().ToString());
    }

    [Fact]
    public async Task Without_a_seat_the_account_stays_without_the_marks_and_a_later_change_completes_it()
    {
        _answers[$"POST /v1.0/users/{UserId}/assignLicense"] = Answer.Error(400, "Request_BadRequest", $"Subscription with SKU {Sku} does not have any available licenses.");
        Assert.Equal(DirectoryErrorKind.SeatsExhausted, (await Assert.ThrowsAsync<DirectoryException>(() => _directory.CreateAccountAsync(Person()))).Kind);
        Assert.DoesNotContain(_server.Calls, call => call.Method == "PATCH");

        string shown = $$"""{"id":"{{UserId}}","userPrincipalName":"an.nv@bentre.edu.vn","accountEnabled":true,"assignedLicenses":[],"onPremisesExtensionAttributes":{"extensionAttribute13":"moet:p1"} }""";
        _answers[$"GET /v1.0/users/{UserId}"] = Answer.Json(shown);
        Account? unfinished = await _directory.FindAccountAsync(UserId);
        Assert.Null(unfinished!.Placement);
        Assert.Equal(OrgUnitPath.Root, unfinished.OrgUnit);
        Assert.Equal("p1", Assert.Single(unfinished.Keys).Value);

        _answers.TryRemove($"POST /v1.0/users/{UserId}/assignLicense", out _);
        _server.Calls.Clear();
        await _directory.UpdateAccountAsync(UserId, new AccountChange { Placement = Person().Placement, OrgUnit = Unit });

        Assert.Equal(
            ["POST /v1.0/directory/administrativeUnits/au1/members/$ref", $"POST /v1.0/users/{UserId}/assignLicense", $"PATCH /v1.0/users/{UserId}"],
            _server.Calls.Where(call => call.Method != "GET").Select(call => call.ToString()));
    }

    [Fact]
    public async Task An_account_that_has_its_licence_and_unit_is_changed_with_one_write()
    {
        _answers[$"GET /v1.0/users/{UserId}"] = Answer.Json(
            $$$"""{"id":"{{{UserId}}}","userPrincipalName":"an.nv@bentre.edu.vn","accountEnabled":true,"assignedLicenses":[{"skuId":"{{{Sku}}}","disabledPlans":[]}],"onPremisesExtensionAttributes":{"extensionAttribute13":"moet:p1","extensionAttribute14":"moet:79000001|student|10A1|10|THPT","extensionAttribute15":"/HocSinh/10A1"} }""");

        Account changed = await _directory.UpdateAccountAsync(UserId, new AccountChange { OrgUnit = Unit, Placement = Person().Placement with { Class = "11A1" } });

        Assert.Equal([$"PATCH /v1.0/users/{UserId}"], _server.Calls.Where(call => call.Method != "GET").Select(call => call.ToString()));
        Assert.Equal("11A1", changed.Placement!.Class);
    }

    [Fact]
    public async Task A_change_sends_what_it_names_and_null_for_what_it_clears_and_nothing_else()
    {
        _answers[$"GET /v1.0/users/{UserId}"] = Answer.Json(
            $$$"""{"id":"{{{UserId}}}","userPrincipalName":"an.nv@bentre.edu.vn","givenName":"Ân","surname":"Nguyễn","department":"10A1","accountEnabled":true,"assignedLicenses":[{"skuId":"{{{Sku}}}","disabledPlans":[]}],"onPremisesExtensionAttributes":{"extensionAttribute13":"moet:p1"} }""");

        await _directory.UpdateAccountAsync(UserId, new AccountChange { Suspended = true });
        await _directory.UpdateAccountAsync(UserId, new AccountChange { FamilyName = "" });
        await _directory.UpdateAccountAsync(UserId, new AccountChange { Placement = Person().Placement with { Class = null } });

        Assert.Equal(
            [
                """{"accountEnabled":false}""",
                """{"displayName":"Ân","surname":null}""",
                """{"companyName":"THPT Nguyễn Đình Chiểu","department":null,"onPremisesExtensionAttributes":{"extensionAttribute14":"moet:79000001|student||10|THPT Nguyễn Đình Chiểu"}}""",
            ],
            _server.Calls.Where(call => call.Method == "PATCH").Select(call => Sorted(call.Json)));
    }

    [Fact]
    public async Task A_unit_that_is_not_there_is_told_before_anything_is_made()
    {
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => _directory.CreateAccountAsync(Person() with { OrgUnit = OrgUnitPath.Parse("/Khong/Co") }));

        Assert.Equal((DirectoryErrorKind.NotFound, "orgUnitNotFound"), (fault.Kind, fault.Reason));
        Assert.DoesNotContain(_server.Calls, call => call.Method != "GET");
    }

    [Fact]
    public async Task Further_requests_take_their_turn_from_the_budget_and_the_first_does_not()
    {
        var time = new FakeTimeProvider();
        var budget = new RateBudget(1, time);
        _directory.Use(budget);
        await budget.WaitAsync();

        Task<DirectoryPage<DirectoryGroup>> one = _directory.ListGroupsAsync(null);
        await one;
        Task<Account> several = _directory.CreateAccountAsync(Person());
        while (_server.Calls.Count < 2)
        {
            await Task.Yield();
        }

        Assert.False(several.IsCompleted);
        while (!several.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await several;
        Assert.True(time.GetUtcNow() - new FakeTimeProvider().GetUtcNow() >= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task An_answer_that_says_that_the_limit_is_near_slows_the_budget()
    {
        var time = new FakeTimeProvider();
        var budget = new RateBudget(60, time);
        _directory.Use(budget);
        _answers["GET /v1.0/groups"] = new Answer(200, """{"value":[]}""", Headers: new() { ["x-ms-throttle-limit-percentage"] = "0.85" });
        await _directory.ListGroupsAsync(null);

        await budget.WaitAsync();
        Task next = budget.WaitAsync();
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.6));
        await next.WaitAsync(TimeSpan.FromSeconds(30));
    }

    // The properties of a body by their names, without the client library's own.
    private static string Sorted(JsonElement json)
    {
        IEnumerable<string> properties = json.EnumerateObject()
            .Where(property => !property.Name.StartsWith('@'))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"\"{property.Name}\":{Text(property.Value)}");
        return $"{{{string.Join(',', properties)}}}";

        static string Text(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => Sorted(value),
            JsonValueKind.String => $"\"{value.GetString()}\"",
            _ => value.GetRawText(),
        };
    }

    private static NewAccount Person() => GraphFaultTests.Person() with { OrgUnit = Unit };
}
