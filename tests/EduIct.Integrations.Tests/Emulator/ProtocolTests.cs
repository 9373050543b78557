using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class ProtocolTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("&orderBy=email")]
    [InlineData("&orderBy=email&sortOrder=DESCENDING")]
    [InlineData("&orderBy=familyName")]
    [InlineData("&orderBy=givenName&sortOrder=DESCENDING")]
    public async Task Pages_neither_repeat_nor_miss_while_accounts_are_inserted(string order)
    {
        await using var session = await EmulatorSession.StartAsync();
        for (var i = 0; i < 12; i++)
            await session.NewUserAsync($"m{i:D2}");
        var before = session.Server.Users.Select(user => user.Id).ToHashSet();
        var seen = new List<string>();
        string? token = null;
        var page = 0;
        do
        {
            var (status, json) = await session.GetAsync($"users?customer=my_customer&maxResults=3{order}&pageToken={token}");
            Assert.Equal(200, status);
            seen.AddRange(((JsonArray)json["users"]!).Select(user => (string)user!["id"]!));
            token = (string?)json["nextPageToken"];
            await session.NewUserAsync(string.Create(CultureInfo.InvariantCulture, $"{(page % 2 == 0 ? 'a' : 'z')}{page++}"));
        }
        while (token is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(before.Except(seen));
    }

    [Fact]
    public async Task A_page_token_is_for_its_own_listing_and_three_days()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock));
        await session.NewUserAsync("a");
        var token = (string?)(await session.GetAsync("users?customer=my_customer&maxResults=1")).Json["nextPageToken"];
        Assert.Equal(400, (await session.GetAsync($"users?customer=my_customer&maxResults=1&query=email:a*&pageToken={token}")).Status);
        Assert.Equal(400, (await session.GetAsync("users?customer=my_customer&maxResults=1&pageToken=%21")).Status);
        Assert.Equal(200, (await session.GetAsync($"users?customer=my_customer&maxResults=1&pageToken={token}")).Status);
        clock.Advance(TimeSpan.FromDays(3));
        await session.LogInAsync();
        Assert.Equal(400, (await session.GetAsync($"users?customer=my_customer&maxResults=1&pageToken={token}")).Status);
    }

    [Fact]
    public async Task Entity_tags_spare_reads_and_guard_writes()
    {
        await using var session = await EmulatorSession.StartAsync();
        var etag = (string)(await session.NewUserAsync("a"))["etag"]!;
        Assert.Equal(304, (await session.SendAsync(HttpMethod.Get, "users/a@bentre.edu.vn", null, ("If-None-Match", etag))).Status);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Patch, "users/a@bentre.edu.vn", """{"suspended":true}""", ("If-Match", etag))).Status);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Get, "users/a@bentre.edu.vn", null, ("If-None-Match", etag))).Status);
        var stale = await session.SendAsync(HttpMethod.Delete, "users/a@bentre.edu.vn", null, ("If-Match", etag));
        Assert.StartsWith("412 conditionNotMet", EmulatorSession.Error(stale), StringComparison.Ordinal);
        var list = (string)(await session.GetAsync("users?customer=my_customer")).Json["etag"]!;
        Assert.Equal(304, (await session.SendAsync(HttpMethod.Get, "users?customer=my_customer", null, ("If-None-Match", list))).Status);
    }

    [Fact]
    public async Task Gzip_goes_both_ways()
    {
        await using var session = await EmulatorSession.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(EmulatorSession.User("a")));
        using var request = new HttpRequestMessage(HttpMethod.Post, EmulatorSession.Api + "users") { Content = new ByteArrayContent(packed.ToArray()) };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var reply = await session.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(["gzip"], reply.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await reply.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal("a@bentre.edu.vn", (string?)(await JsonNode.ParseAsync(unpacked))!["primaryEmail"]);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("batch/admin/directory/v1")]
    public async Task A_batch_answers_each_part_by_its_id(string path)
    {
        await using var session = await EmulatorSession.StartAsync();
        var body = new StringBuilder();
        for (var i = 0; i < 3; i++)
            body.Append(CultureInfo.InvariantCulture, $"--b\r\nContent-Type: application/http\r\nContent-ID: <{i}>\r\n\r\n")
                .Append("POST /admin/directory/v1/users HTTP/1.1\r\nContent-Type: application/json\r\n\r\n")
                .Append(EmulatorSession.User(i == 2 ? "u0" : $"u{i}")).Append("\r\n");
        body.Append("--b\r\nContent-Type: application/http\r\n\r\nGET /admin/directory/v1/users/u1%40bentre.edu.vn\r\n\r\n--b--\r\n");
        using var content = new StringContent(body.ToString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");
        using var reply = await session.Http.PostAsync(path, content);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.Equal("multipart/mixed", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(3, text.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.Contains("Content-ID: <response-2>\r\n\r\nHTTP/1.1 409 Conflict", text, StringComparison.Ordinal);
        Assert.Equal(3, session.Server.Users.Count);
        Assert.Equal(3, session.Server.Requests["users.insert"]);
    }

    [Fact]
    public async Task A_batch_has_at_most_1000_parts()
    {
        await using var session = await EmulatorSession.StartAsync();
        var part = "--b\r\nContent-Type: application/http\r\n\r\nGET /admin/directory/v1/users/a\r\n\r\n";
        using var content = new StringContent(string.Concat(Enumerable.Repeat(part, 1001)) + "--b--\r\n");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");
        using var reply = await session.Http.PostAsync("batch", content);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task The_quota_opens_again_with_the_next_minute()
    {
        var clock = new FakeTimeProvider(Start);
        await using var session = await EmulatorSession.StartAsync(EmulatorSession.Options(clock, quota: 5));
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await session.GetAsync("users?customer=my_customer")).Status);
        Assert.StartsWith("403 userRateLimitExceeded: Quota exceeded", EmulatorSession.Error(await session.GetAsync("users?customer=my_customer")), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await session.GetAsync("users?customer=my_customer")).Status);
    }
}
