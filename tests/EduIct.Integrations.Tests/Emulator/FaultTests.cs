using EduIct.Emulator.Faults;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class FaultTests
{
    private const string List = "users?customer=my_customer";
    private static readonly DateTimeOffset Start = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("boom=1")]
    [InlineData("503=2")]
    [InlineData("503=#0")]
    [InlineData("503=1,5")]
    [InlineData("delay=1")]
    [InlineData("lag@users.insert=1,5")]
    [InlineData("503@users.explode=1")]
    [InlineData("create-lag@users.insert=1,5")]
    [InlineData("delay=1,-5")]
    public void A_wrong_fault_is_told_in_both_languages(string text)
    {
        Assert.False(Fault.TryParse(text, out _, out var problem));
        Assert.Contains("Lỗi giả lập sai", problem, StringComparison.Ordinal);
        Assert.Contains("Wrong fault", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_calls()
    {
        Assert.Equal(await Pattern(seed: 7), await Pattern(seed: 7));
        Assert.NotEqual(await Pattern(seed: 7), await Pattern(seed: 8));
    }

    [Fact]
    public async Task The_nth_call_alone_is_hit()
    {
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(faults: ["429@users.*=#2,2500"]));
        Assert.Equal(404, (await session.GetAsync("groups/g@bentre.edu.vn")).Status);
        Assert.Equal(200, (await session.GetAsync(List)).Status);
        using var reply = await session.Http.GetAsync(EmulatorSession.Api + List);
        Assert.Equal((429, "3"), ((int)reply.StatusCode, reply.Headers.RetryAfter?.ToString()));
        Assert.Equal(200, (await session.GetAsync(List)).Status);
    }

    [Theory]
    [InlineData("drop-before", 1)]
    [InlineData("drop-after", 2)]
    public async Task A_dropped_call_took_effect_or_not(string kind, int users)
    {
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(faults: [kind + "@users.insert=#1"]));
        await Assert.ThrowsAsync<HttpRequestException>(() => session.PostAsync("users", EmulatorSession.User("a")));
        Assert.Equal(users, session.Server.Users.Count);
        Assert.Equal(users == 1 ? 200 : 409, (await session.PostAsync("users", EmulatorSession.User("a"))).Status);
    }

    [Fact]
    public async Task Reads_trail_writes()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock, faults: ["lag=1,2000"]));
        await session.NewUserAsync("a");
        Assert.Equal(404, (await session.GetAsync("users/a@bentre.edu.vn")).Status);
        Assert.Equal(409, (await session.PostAsync("users", EmulatorSession.User("a"))).Status);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await session.GetAsync("users/a@bentre.edu.vn")).Status);
    }

    [Fact]
    public async Task A_delay_is_the_clocks()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock, faults: ["delay=#1,60000"]));
        var waiting = session.GetAsync(List);
        // A round trip each time, so that the call has come to its delay before the clock has run through the token's hour.
        for (var minute = 0; minute < 50 && !waiting.IsCompleted; minute++)
        {
            await session.TokenAsync(session.Assertion());
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(200, (await waiting).Status);
        Assert.True(clock.GetUtcNow() >= Start + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Down_lasts_for_its_window()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock, faults: ["down=#2,3000"]));
        Assert.Equal(200, (await session.GetAsync(List)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => session.GetAsync(List));
        await Assert.ThrowsAsync<HttpRequestException>(() => session.TokenAsync(session.Assertion()));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await session.GetAsync(List)).Status);
    }

    [Fact]
    public async Task A_new_account_is_not_complete_at_once()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(
            EmulatorSession.Options(clock, faults: ["create-lag=1,5000", "group-lag=1,5000", "rename-lag=1,60000"]));
        await session.NewUserAsync("a");
        await session.PostAsync("groups", """{"email":"g@bentre.edu.vn"}""");
        Assert.Equal(404, (await session.GetAsync("users/a@bentre.edu.vn")).Status);
        Assert.Equal("412 conditionNotMet: User creation is not complete.", EmulatorSession.Error(await session.PatchAsync("users/a@bentre.edu.vn", "{}")));
        Assert.Equal(404, (await session.PostAsync("groups/g@bentre.edu.vn/members", """{"email":"a@bentre.edu.vn"}""")).Status);
        Assert.Equal(409, (await session.PostAsync("groups", """{"email":"g@bentre.edu.vn"}""")).Status);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await session.PatchAsync("users/a@bentre.edu.vn", """{"primaryEmail":"b@bentre.edu.vn"}""")).Status);
        Assert.StartsWith("409 conflict", EmulatorSession.Error(await session.PatchAsync("users/b@bentre.edu.vn", """{"primaryEmail":"c@bentre.edu.vn"}""")), StringComparison.Ordinal);
    }

    private static async Task<string> Pattern(int seed)
    {
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(faults: ["503=0.5"], seed: seed));
        var pattern = "";
        for (var i = 0; i < 40; i++)
            pattern += (await session.GetAsync(List)).Status == 200 ? '.' : 'x';
        return pattern;
    }
}
