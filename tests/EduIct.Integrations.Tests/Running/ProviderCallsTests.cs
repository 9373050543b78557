using EduIct.Accounts;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Running;

public sealed class ProviderCallsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<DateTimeOffset> _attempts = [];

    [Fact]
    public async Task What_passes_by_itself_is_tried_again_with_growing_waits()
    {
        ProviderCalls calls = Calls();

        string answer = await _time.PassUntilAsync(calls.RunAsync(Failing(5, DirectoryErrorKind.Transient)));

        Assert.Equal("answer", answer);
        Assert.Equal(6, _attempts.Count);
        TimeSpan all = _attempts[^1] - _attempts[0];
        Assert.InRange(all, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(5 * 64));
    }

    [Theory]
    [InlineData(DirectoryErrorKind.Transient, false, 8)]
    [InlineData(DirectoryErrorKind.NotReady, false, 8)]
    [InlineData(DirectoryErrorKind.Throttled, false, 8)]
    [InlineData(DirectoryErrorKind.NotFound, true, 8)]
    [InlineData(DirectoryErrorKind.NotFound, false, 1)]
    [InlineData(DirectoryErrorKind.Conflict, true, 1)]
    [InlineData(DirectoryErrorKind.Invalid, true, 1)]
    [InlineData(DirectoryErrorKind.Forbidden, true, 1)]
    [InlineData(DirectoryErrorKind.Unauthorized, true, 1)]
    [InlineData(DirectoryErrorKind.QuotaExhausted, true, 1)]
    [InlineData(DirectoryErrorKind.SeatsExhausted, true, 1)]
    public async Task Each_kind_of_fault_is_tried_as_often_as_may_help(DirectoryErrorKind kind, bool awaitAppearance, int attempts)
    {
        Task<string> call = Calls().RunAsync(Failing(int.MaxValue, kind), awaitAppearance);

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => _time.PassUntilAsync(call));

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(attempts, _attempts.Count);
    }

    [Fact]
    public async Task When_the_provider_asks_to_wait_nobody_calls_meanwhile()
    {
        ProviderCalls calls = Calls();
        Task<string> throttled = calls.RunAsync(Failing(1, DirectoryErrorKind.Throttled, TimeSpan.FromSeconds(90)));
        Assert.Single(_attempts);
        Task<string> other = calls.RunAsync(Failing(0, DirectoryErrorKind.Throttled));
        Assert.Single(_attempts);

        await _time.PassUntilAsync(Task.WhenAll(throttled, other));

        Assert.Equal(3, _attempts.Count);
        Assert.All(_attempts.Skip(1), at => Assert.True(at - _attempts[0] >= TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_for_hours_is_not_waited_for()
    {
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(
            () => Calls().RunAsync(Failing(1, DirectoryErrorKind.Throttled, TimeSpan.FromHours(3))));

        Assert.Equal(TimeSpan.FromHours(3), fault.RetryAfter);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task Every_attempt_draws_from_the_budget()
    {
        ProviderCalls calls = new(new RateBudget(1, _time), _time);

        await _time.PassUntilAsync(calls.RunAsync(Failing(2, DirectoryErrorKind.Transient)));

        Assert.Equal(3, _attempts.Count);
        Assert.True(_attempts[2] - _attempts[0] >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_cancellation_ends_the_waiting()
    {
        using CancellationTokenSource source = new();
        Task<string> call = Calls().RunAsync(Failing(int.MaxValue, DirectoryErrorKind.Transient), false, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task All_pages_are_listed_and_a_page_that_failed_is_asked_for_again()
    {
        int asked = 0;
        IAsyncEnumerable<int> list = Calls().ListAsync<int>((token, _) => Task.FromResult((token, ++asked) switch
        {
            (null, _) => new DirectoryPage<int>([1, 2], "a"),
            ("a", 2) => throw new DirectoryException(DirectoryErrorKind.Transient, "backendError", "Backend Error"),
            ("a", _) => new DirectoryPage<int>([], "b"),
            _ => new DirectoryPage<int>([3], null),
        }));

        Assert.Equal([1, 2, 3], await _time.PassUntilAsync(list.ToListAsync().AsTask()));
    }

    [Fact]
    public async Task Pages_that_go_round_in_a_circle_end()
    {
        IAsyncEnumerable<int> list = Calls().ListAsync<int>((_, _) => Task.FromResult(new DirectoryPage<int>([1], "again")));

        await Assert.ThrowsAsync<DirectoryException>(async () => await list.ToListAsync());
    }

    private ProviderCalls Calls() => new(new RateBudget(6000, _time), _time);

    private Func<CancellationToken, Task<string>> Failing(int times, DirectoryErrorKind kind, TimeSpan? retryAfter = null)
    {
        int left = times;
        return _ =>
        {
            lock (_attempts)
            {
                _attempts.Add(_time.GetUtcNow());
            }

            return left-- > 0
                ? throw new DirectoryException(kind, "reason", "message") { RetryAfter = retryAfter }
                : Task.FromResult("answer");
        };
    }
}
