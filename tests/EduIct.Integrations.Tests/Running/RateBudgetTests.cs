using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Running;

/// <summary>On pool threads, where whoever a timer wakes goes on before time has passed any further: the test's own context would post it.</summary>
public sealed class RateBudgetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(119)]
    [InlineData(600)]
    [InlineData(2400)]
    [InlineData(60000)]
    public Task No_sixty_seconds_ever_hold_more_than_the_limit_and_none_is_wasted(int callsPerMinute) => Task.Run(() =>
    {
        FakeTimeProvider time = new();
        RateBudget budget = new(callsPerMinute, time);
        Random random = new(callsPerMinute);
        List<Task> calls = [];
        List<int> servedAt = [];
        int served = 0;
        for (int tick = 0; tick < 4 * 6000; tick++)
        {
            // In the first minute a crowd, in the second nobody, then now and then somebody.
            int arriving = tick < 6000 ? (tick % 100 == 0 ? (callsPerMinute / 30) + 1 : 0) : tick < 12000 ? 0 : random.Next(0, 1 + (callsPerMinute / 1500));
            for (int i = 0; i < arriving; i++)
            {
                calls.Add(budget.WaitAsync());
            }

            while (served < calls.Count && calls[served].IsCompleted)
            {
                served++;
            }

            servedAt.Add(served);
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.All(
            Enumerable.Range(0, servedAt.Count),
            tick => Assert.True(servedAt[tick] - (tick < 6000 ? 0 : servedAt[tick - 6000]) <= callsPerMinute));

        // The sustained rate is the limit less the burst.
        Assert.True(servedAt[5999] >= Math.Min(callsPerMinute - budget.Burst, calls.Count) * 0.98, $"{servedAt[5999]} in the first minute");
    });

    [Fact]
    public Task Who_asked_first_is_served_first_and_who_gives_up_costs_nothing() => Task.Run(async () =>
    {
        FakeTimeProvider time = new();
        RateBudget budget = new(60, time);
        using CancellationTokenSource source = new();
        Assert.True(budget.WaitAsync().IsCompletedSuccessfully);
        Task second = budget.WaitAsync(CancellationToken.None);
        Task gone = budget.WaitAsync(source.Token);
        Task third = budget.WaitAsync(CancellationToken.None);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(third.IsCompletedSuccessfully);
    });

    [Fact]
    public Task A_pause_holds_everybody_up_and_the_longest_counts() => Task.Run(() =>
    {
        FakeTimeProvider time = new();
        RateBudget budget = new(6000, time);
        budget.Pause(TimeSpan.FromSeconds(30));
        budget.Pause(TimeSpan.FromSeconds(5));
        Task[] calls = [.. Enumerable.Range(0, 10).Select(_ => budget.WaitAsync())];

        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully));
    });

    [Fact]
    public Task A_pause_holds_up_those_too_who_wait_already() => Task.Run(() =>
    {
        FakeTimeProvider time = new();
        RateBudget budget = new(60, time);
        Assert.True(budget.WaitAsync().IsCompletedSuccessfully);
        Task waiting = budget.WaitAsync();

        budget.Pause(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(waiting.IsCompletedSuccessfully);
    });

    [Fact]
    public void A_budget_has_at_least_one_call() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateBudget(0, TimeProvider.System));
}
