using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class TokenTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_wrong_claim_is_refused_in_googles_words()
    {
        await using var session = await EmulatorSession.StartAsync();
        using var stranger = RSA.Create(2048);
        await session.NewUserAsync("hs");
        Assert.Equal("invalid_grant: Invalid JWT Signature.", await Refused(session, session.Assertion(key: stranger)));
        Assert.Equal("invalid_grant: Invalid grant: account not found", await Refused(session, session.Assertion(issuer: "x@y.z")));
        Assert.Equal("invalid_grant: Invalid JWT: Failed audience check.", await Refused(session, session.Assertion(audience: "https://x/")));
        Assert.Equal("invalid_grant: Invalid email or User ID", await Refused(session, session.Assertion(subject: "no@bentre.edu.vn")));
        Assert.Equal("invalid_grant: Invalid email or User ID", await Refused(session, session.Assertion(subject: "hs@bentre.edu.vn")));
        Assert.StartsWith("invalid_grant: Invalid JWT: Token must be a short-lived", await Refused(session, session.Assertion(life: 3700)), StringComparison.Ordinal);
        Assert.StartsWith("invalid_grant: Invalid JWT: Token must be a short-lived", await Refused(session, session.Assertion(age: 7200)), StringComparison.Ordinal);
        Assert.StartsWith("invalid_grant: Invalid JWT: Token must be a short-lived", await Refused(session, session.Assertion(age: -400)), StringComparison.Ordinal);
        Assert.StartsWith("unauthorized_client: ", await Refused(session, session.Assertion(scopes: "https://www.googleapis.com/auth/drive")), StringComparison.Ordinal);
        Assert.StartsWith("invalid_grant: ", await Refused(session, "a.b"), StringComparison.Ordinal);
        Assert.Equal("unsupported_grant_type", (string?)(await session.TokenAsync("a.b.c", "password")).Json["error"]);
    }

    [Fact]
    public async Task The_audience_that_googles_clients_always_write_is_accepted()
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal(200, (await session.TokenAsync(session.Assertion(audience: "https://oauth2.googleapis.com/token"))).Status);
    }

    [Fact]
    public async Task A_token_ends_after_an_hour()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock));
        clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(200, (await session.GetAsync("users?customer=my_customer")).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("401 authError", EmulatorSession.Error(await session.GetAsync("users?customer=my_customer")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_needs_a_token_with_its_scope()
    {
        await using var session = await EmulatorSession.StartAsync(scopes: EmulatorSession.Scope("user.readonly"));
        Assert.Equal(200, (await session.GetAsync("users?customer=my_customer")).Status);
        Assert.StartsWith("403 insufficientPermissions", EmulatorSession.Error(await session.PostAsync("users", EmulatorSession.User("a"))), StringComparison.Ordinal);
        Assert.StartsWith("403 insufficientPermissions", EmulatorSession.Error(await session.GetAsync("groups?customer=my_customer")), StringComparison.Ordinal);
        session.Http.DefaultRequestHeaders.Authorization = null;
        var (status, json) = await session.GetAsync("users?customer=my_customer");
        Assert.Equal((401, "Authorization"), (status, (string?)json["error"]!["errors"]![0]!["location"]));
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using var session = await EmulatorSession.StartAsync();
        Assert.Equal(403, (await session.SendAsync(HttpMethod.Get, "users?customer=my_customer", null, ("Host", "evil.example"))).Status);
    }

    private static async Task<string> Refused(EmulatorSession session, string assertion)
    {
        var (status, json) = await session.TokenAsync(assertion);
        Assert.InRange(status, 400, 401);
        return $"{json["error"]}: {json["error_description"]}";
    }
}
