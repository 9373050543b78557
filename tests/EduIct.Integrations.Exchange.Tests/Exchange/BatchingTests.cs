using System.Text.Json;
using EduIct.Accounts;
using EduIct.Exchange;
using Microsoft.Extensions.Time.Testing;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>Calls that come together travel together, and none notices. The clock stands still: only a full batch goes by itself.</summary>
public sealed class BatchingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private CannedGraph _server = null!;
    private ExchangeDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedGraph.StartAsync();
        _directory = ExchangeDirectory.Create(_server.Options, _time);
    }

    public async Task DisposeAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_calls_are_one_batch_with_paths_and_bodies_of_their_own()
    {
        _server.OnCall = Batch(item => (201, null, $$"""{"id":"{{item.GetProperty("body").GetProperty("mailNickname").GetString()}}"}"""));

        Account[] made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _directory.CreateAccountAsync(GraphFaultTests.Person($"hs{i}"))));

        Sent batch = Assert.Single(_server.Calls);
        Assert.Equal("POST /v1.0/$batch", batch.ToString());
        Assert.Equal("Bearer eyJ.canned", batch.Authorization);
        Assert.DoesNotContain("canned", batch.Body, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"hs{i}"), made.Select(account => account.Id));
        JsonElement[] items = [.. batch.Json.GetProperty("requests").EnumerateArray()];
        Assert.Equal(20, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(items, item => Assert.Equal(
            ("POST", "/users", "application/json"),
            (item.GetProperty("method").GetString(), item.GetProperty("url").GetString(), item.GetProperty("headers").GetProperty("Content-Type").GetString())));
    }

    [Fact]
    public async Task Each_call_has_its_own_fault_and_its_own_time_to_wait_whatever_the_order()
    {
        _server.OnCall = Batch(
            item => item.GetProperty("url").GetString() switch
            {
                "/users/u1" => (429, """{"Retry-After":"11"}""", Answer.ErrorBody("TooManyRequests", "Too many requests.")),
                "/users/u2" => (404, null, Answer.ErrorBody("Request_ResourceNotFound", "Resource 'u2' does not exist.")),
                "/users/u3" => (503, """{"Retry-After":"2"}""", Answer.ErrorBody("ServiceUnavailable", "Busy.")),
                _ => (204, null, null),
            },
            backwards: true);

        DirectoryException?[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DeleteAsync($"u{i}")));

        Assert.Single(_server.Calls);
        Assert.Equal((DirectoryErrorKind.Throttled, TimeSpan.FromSeconds(11)), (faults[1]!.Kind, faults[1]!.RetryAfter));
        Assert.Equal((DirectoryErrorKind.NotFound, null), (faults[2]!.Kind, faults[2]!.RetryAfter));
        Assert.Equal((DirectoryErrorKind.Transient, TimeSpan.FromSeconds(2)), (faults[3]!.Kind, faults[3]!.RetryAfter));
        Assert.Equal(17, faults.Count(fault => fault is null));
    }

    [Fact]
    public async Task What_is_refused_as_a_whole_is_refused_for_each()
    {
        _server.OnCall = _ => Answer.Error(429, "TooManyRequests", "Too many requests.", headers: new() { ["Retry-After"] = "5" });

        DirectoryException?[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DeleteAsync($"u{i}")));

        Assert.Single(_server.Calls);
        Assert.All(faults, fault => Assert.Equal((DirectoryErrorKind.Throttled, TimeSpan.FromSeconds(5)), (fault!.Kind, fault.RetryAfter)));
    }

    [Fact]
    public async Task The_end_of_a_call_that_the_answer_leaves_out_is_unknown()
    {
        _server.OnCall = Batch(item => item.GetProperty("url").GetString() == "/users/u7" ? null : (204, null, null));

        DirectoryException?[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DeleteAsync($"u{i}")));

        Assert.Equal(DirectoryErrorKind.Transient, faults[7]!.Kind);
        Assert.Equal(19, faults.Count(fault => fault is null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"responses\":")]
    [InlineData("{\"responses\":[7,{\"id\":3},{\"id\":\"99\",\"status\":204},{\"id\":\"-1\"}]}")]
    public async Task An_answer_that_cannot_be_read_leaves_every_end_unknown(string body)
    {
        _server.OnCall = _ => new Answer(200, body);

        DirectoryException?[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DeleteAsync($"u{i}")));

        Assert.Single(_server.Calls);
        Assert.All(faults, fault => Assert.Equal(DirectoryErrorKind.Transient, fault!.Kind));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_to_each()
    {
        _server.OnCall = _ => new Answer(0, "");

        DirectoryException?[] faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DeleteAsync($"u{i}")));

        Assert.Single(_server.Calls);
        Assert.All(faults, fault => Assert.Equal(DirectoryErrorKind.Transient, fault!.Kind));
    }

    [Fact]
    public async Task A_call_alone_goes_as_it_is_after_a_few_milliseconds()
    {
        _server.OnCall = _ => Answer.Nothing;

        Task<DirectoryException?> call = DeleteAsync("u1");
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Null(await call);
        Assert.Equal("DELETE /v1.0/users/u1", Assert.Single(_server.Calls).ToString());
    }

    [Fact]
    public async Task One_who_gives_up_while_waiting_for_company_is_left_out_of_the_batch()
    {
        _server.OnCall = sent => sent.Path == "/v1.0/$batch" ? Batch(_ => (204, null, null))(sent) : Answer.Nothing;
        using CancellationTokenSource source = new();
        Task<DirectoryException?> first = DeleteAsync("u0");
        Task gone = _directory.DeleteAccountAsync("gone", source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        Task<DirectoryException?[]> others = Task.WhenAll(Enumerable.Range(1, 20).Select(i => DeleteAsync($"u{i}")).Append(first));
        while (!others.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.All(await others, Assert.Null);
        Assert.DoesNotContain(_server.Calls, call => call.ToString().EndsWith("gone", StringComparison.Ordinal) || call.Body.Contains("/users/gone", StringComparison.Ordinal));
    }

    private async Task<DirectoryException?> DeleteAsync(string id)
    {
        try
        {
            await _directory.DeleteAccountAsync(id);
            return null;
        }
        catch (DirectoryException fault)
        {
            return fault;
        }
    }

    private static Func<Sent, Answer?> Batch(Func<JsonElement, (int Status, string? Headers, string? Body)?> each, bool backwards = false) => sent =>
    {
        List<string> responses = [];
        foreach (JsonElement item in sent.Json.GetProperty("requests").EnumerateArray())
        {
            if (each(item) is { } answer)
            {
                responses.Add($$"""{"id":"{{item.GetProperty("id").GetString()}}","status":{{answer.Status}},"headers":{{answer.Headers ?? "{}"}},"body":{{answer.Body ?? "null"}} }""");
            }
        }

        if (backwards)
        {
            responses.Reverse();
        }

        return Answer.Json($$"""{"responses":[{{string.Join(',', responses)}}]}""");
    };
}
