using System.Net;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EduIct.Integrations.Tests.Calendars;

/// <summary>Feeds over HTTP, by a client on loopback.</summary>
public sealed class CalendarEndpointTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Schools _schools = new();
    private WebApplication _application = null!;
    private HttpClient _client = null!;
    private CalendarAddresses _addresses = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ICalendarSource>(_schools);
        builder.Services.AddEduIctCalendar(options => (options.AddressKey, options.StoreFolder) = (Enumerable.Range(1, 32).Select(i => (byte)i).ToArray(), _folder["feeds"]));
        _application = builder.Build();
        _application.MapEduIctCalendar("/lich");
        await _application.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_application.Urls.Single() + "/lich/") };
        _addresses = _application.Services.GetRequiredService<CalendarAddresses>();
    }

    public async Task DisposeAsync() => await _application.DisposeAsync();

    public void Dispose()
    {
        _client?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_unit_gets_its_feed_at_its_address()
    {
        using HttpResponseMessage answer = await _client.GetAsync(_addresses.PathOf("gso:01"));
        string text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("UID:10007-hanoi.department-inspects/gso:01@eduict", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Who_has_the_feed_already_gets_no_body_until_it_changes()
    {
        string path = _addresses.PathOf("gso:01");
        using HttpResponseMessage first = await _client.GetAsync(path);
        using HttpResponseMessage same = await AskAsync(path, first.Headers.ETag!.ToString());
        _schools.Year = new SchoolYear(2016);
        using HttpResponseMessage changed = await AskAsync(path, first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("STATUS:CANCELLED", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(first.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task An_address_cannot_be_guessed_and_says_nothing()
    {
        string right = _addresses.PathOf("gso:01");
        foreach (string wrong in (string[])[right.Replace("gso%3A01", "gso%3A83", StringComparison.Ordinal), "gso%3A01/x.ics", right.Replace(".ics", "A.ics", StringComparison.Ordinal), _addresses.PathOf("nobody")])
        {
            using HttpResponseMessage answer = await _client.GetAsync(wrong);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Head_tells_what_get_would_without_its_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, _addresses.PathOf("gso:01"));
        using HttpResponseMessage answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Many_who_ask_at_once_all_get_the_same_feed()
    {
        string[] texts = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => _client.GetStringAsync(_addresses.PathOf("gso:01"))));

        Assert.Single(texts.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_that_cannot_be_are_told_all_at_once()
    {
        using ServiceProvider services = new ServiceCollection().AddEduIctCalendar(options => options.MaxAge = TimeSpan.FromDays(-1)).BuildServiceProvider();

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<CalendarAddresses>);
        Assert.Equal(2, exception.Failures.Count());
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _client.SendAsync(request);
    }

    private sealed class Schools : ICalendarSource
    {
        private readonly ReportingCalendar _calendar = new(DirectiveLibrary.Embedded);

        public SchoolYear Year { get; set; } = new(2014);

        public ValueTask<UnitCalendar?> FindAsync(string unit, CancellationToken cancellationToken = default) => ValueTask.FromResult(
            unit == "gso:01" ? new UnitCalendar(new LocalizedText("Sở GD&ĐT Hà Nội", "Hà Nội"), _calendar.For(UnitKind.Department, "HaNoi", Year)) : null);
    }
}
