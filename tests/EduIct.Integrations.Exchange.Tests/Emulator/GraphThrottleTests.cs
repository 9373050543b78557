using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>Resource units, their headers, and refusals inside and outside a batch.</summary>
public sealed class GraphThrottleTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 5, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("users", "2")]
    [InlineData("users?$select=id", "1")]
    [InlineData("users?$top=5", "1")]
    [InlineData("users?$top=50", "2")]
    [InlineData("subscribedSkus", "3")]
    [InlineData("groups", "2")]
    [InlineData("roleManagement/directory/roleAssignments?$expand=principal", "2")]
    public async Task A_call_costs_what_the_table_of_limits_says(string path, string units)
    {
        await using GraphSession session = await GraphSession.StartAsync();

        GraphAnswer answer = await session.SendAsync("GET", path);

        Assert.Equal((200, units), (answer.Status, answer.Headers["x-ms-resource-unit"]));
        Assert.DoesNotContain("x-ms-throttle-limit-percentage", answer.Headers.Keys);
    }

    [Fact]
    public async Task The_share_is_told_from_four_fifths_on_and_beyond_the_limit_when_to_come_again()
    {
        await using GraphSession session = await GraphSession.StartAsync(new EmulatorOptions { TimeProvider = _clock, UnitsPerTenSeconds = 10 });
        _clock.Advance(TimeSpan.FromSeconds(3));
        List<string?> shares = [];
        for (int i = 0; i < 5; i++)
        {
            shares.Add((await session.SendAsync("GET", "users")).Headers.GetValueOrDefault("x-ms-throttle-limit-percentage"));
        }

        GraphAnswer refused = await session.SendAsync("GET", "users");

        Assert.Equal([null, null, null, "0.8", "1"], shares);
        Assert.Equal("429 TooManyRequests", refused.Fault);
        Assert.Equal("7", refused.Headers["Retry-After"]);
        Assert.Equal("1.2", refused.Headers["x-ms-throttle-limit-percentage"]);
        Assert.Equal("ResourceUnitLimitExceeded", refused.Headers["x-ms-throttle-information"]);
        Assert.StartsWith("Tenant_Application/ReadWrite/", refused.Headers["x-ms-throttle-scope"], StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(200, (await session.SendAsync("GET", "users")).Status);
    }

    [Fact]
    public async Task Writes_have_a_limit_of_their_own_over_150_seconds()
    {
        await using GraphSession session = await GraphSession.StartAsync(new EmulatorOptions { TimeProvider = _clock, WritesPerWindow = 2 });
        await session.NewUserAsync("an");
        await session.NewUserAsync("binh");

        GraphAnswer refused = await session.SendAsync("POST", "users", GraphSession.User("chi"));

        Assert.Equal(("429 TooManyRequests", "WriteLimitExceeded"), (refused.Fault, refused.Headers["x-ms-throttle-information"]));
        Assert.Equal(200, (await session.SendAsync("GET", "users")).Status);
        _clock.Advance(TimeSpan.FromSeconds(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture)));
        await session.NewUserAsync("chi");
    }

    [Fact]
    public async Task In_a_batch_each_call_is_throttled_by_itself_and_those_that_depend_on_it_fail()
    {
        await using GraphSession session = await GraphSession.StartAsync(new EmulatorOptions { TimeProvider = _clock, UnitsPerTenSeconds = 3 });

        GraphAnswer batch = await session.SendAsync("POST", "$batch", """
            {"requests":[
              {"id":"a","method":"GET","url":"/users"},
              {"id":"b","method":"GET","url":"/users"},
              {"id":"c","method":"GET","url":"/users","dependsOn":["b"]}
            ]}
            """);

        Assert.Equal(200, batch.Status);
        Dictionary<string, JsonNode> answers = ((JsonArray)batch.Json["responses"]!).ToDictionary(node => (string)node!["id"]!, node => node!);
        Assert.Equal((200, 429, 424), ((int)answers["a"]["status"]!, (int)answers["b"]["status"]!, (int)answers["c"]["status"]!));
        Assert.NotNull(answers["b"]["headers"]!["Retry-After"]);
    }

    [Fact]
    public async Task A_batch_takes_twenty_calls_with_ids_of_their_own()
    {
        await using GraphSession session = await GraphSession.StartAsync();

        Assert.Equal(200, (await session.SendAsync("POST", "$batch", Batch(20))).Status);
        Assert.Equal("400 BadRequest", (await session.SendAsync("POST", "$batch", Batch(21))).Fault);
        Assert.Equal("400 BadRequest", (await session.SendAsync("POST", "$batch", Batch(2).Replace("\"1\"", "\"0\"", StringComparison.Ordinal))).Fault);
    }

    private static string Batch(int count) => new JsonObject
    {
        ["requests"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject
        {
            ["id"] = i.ToString(CultureInfo.InvariantCulture),
            ["method"] = "GET",
            ["url"] = "/organization",
        })]),
    }.ToJsonString();
}
