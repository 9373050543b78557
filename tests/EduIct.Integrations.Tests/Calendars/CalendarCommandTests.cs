using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Calendars;

/// <summary><c>eduict calendar</c> as a process.</summary>
public sealed class CalendarCommandTests : IDisposable
{
    private const string TenantJson = """
        { "version": 1, "tenant": "so-hanoi", "personKeys": ["moet"], "scope": { "units": ["so-hanoi"], "roles": ["student"] },
          "providers": [ { "kind": "google", "id": "g", "customer": "my_customer", "admin": "admin@hanoiedu.vn", "keyFile": "key.json" } ],
          "domains": [ { "domain": "hanoiedu.vn", "provider": "g", "roles": ["student"], "patterns": ["{given}.{initials}{yy}"] } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_json_is_an_array_of_duties_with_their_last_moments()
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", "--kind", "so", "--year", "2016-2017", "--json");
        Assert.True(exit == 0, error);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement first = json.RootElement[0];

        Assert.Equal(4, json.RootElement.GetArrayLength());
        Assert.Equal(
            ("4622.guidance-to-ministry", "4622-BGDDT-CNTT", "III.1", "2016-09-29T23:59:59+07:00", "day", false),
            (Text("id"), Text("pack"), Text("clause"), Text("lastMoment"), Text("precision"), first.GetProperty("projected").GetBoolean()));
        Assert.Equal("so", first.GetProperty("binds")[0].GetString());
        Assert.Contains(json.RootElement.EnumerateArray(), duty => duty.GetProperty("lastMoment").ValueKind == JsonValueKind.Null && duty.GetProperty("precision").GetString() == "none");

        string? Text(string name) => first.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_projection_says_what_is_late_on_a_day_and_writes_page_and_feed()
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync(
            "calendar", "--unit", "gso:01", "--project", "2026-2027", "--today", "24/11/2026", "--html", _folder["c.html"], "--ics", _folder["c.ics"]);
        Assert.True(exit == 0, error);

        Assert.Contains("[dự kiến] [trễ 56 ngày]", text, StringComparison.Ordinal);
        string html = await File.ReadAllTextAsync(_folder["c.html"]);
        Assert.Contains("Đây là dự kiến", html, StringComparison.Ordinal);
        Assert.Contains("trễ 56 ngày", html, StringComparison.Ordinal);
        Assert.Contains("UID:4622.guidance-to-ministry~2026-2027/gso:01@eduict", await File.ReadAllTextAsync(_folder["c.ics"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_of_a_file_has_its_own_calendar()
    {
        await File.WriteAllTextAsync(_folder["units.csv"], "unit,kind,name,so\nT1,thpt,Trường THPT A,HaNoi\n");
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", "--units", _folder["units.csv"], "--unit", "T1", "--year", "2014-2015");

        Assert.True(exit == 0, error);
        Assert.StartsWith("Trường THPT A\n", text, StringComparison.Ordinal);
        Assert.Contains("2014-10-31  Rà soát", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_handed_in_stands_in_the_ledger_and_in_the_calendar()
    {
        await File.WriteAllTextAsync(_folder["tenant.json"], TenantJson);
        (int exit, string text, string error) = await SubmitAsync("4622.guidance-to-ministry", "submitted", "2016-10-02");
        Assert.True(exit == 0, error);
        Assert.Contains("đã nộp, trễ 3 ngày", text, StringComparison.Ordinal);
        Assert.Equal(2, (await SubmitAsync("10007-hanoi.ict-survey", "submitted", "2014-10-02")).Exit);
        Assert.Equal(2, (await SubmitAsync("nothing~2030-2031", "submitted", "2014-10-02")).Exit);

        (exit, text, error) = await EduictProcess.RunAsync(
            "calendar", "--unit", "HaNoi", "--year", "2016-2017", "--today", "2016-10-10", "--tenant", _folder["tenant.json"], "--ledger", _folder["ledger.db"]);
        Assert.True(exit == 0, error);
        Assert.Contains("[đã nộp, trễ 3 ngày]", text, StringComparison.Ordinal);
        Assert.Equal(2, (await EduictProcess.RunAsync("calendar", "--ledger", _folder["ledger.db"])).Exit);
    }

    [Fact]
    public async Task Lunar_dates_and_holidays_are_told()
    {
        Assert.Equal("ngày 1 tháng 1 năm Bính Ngọ (1/1/2026)\n", (await EduictProcess.RunAsync("calendar", "lunar", "17/2/2026")).Out);
        Assert.Contains("\"leapMonth\": true", (await EduictProcess.RunAsync("calendar", "lunar", "2025-08-01", "--json")).Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse((await EduictProcess.RunAsync("calendar", "holidays", "--year", "2026", "--json")).Out);
        Assert.Contains(json.RootElement.EnumerateArray(), day => day.GetProperty("date").GetString() == "2026-04-26");
        Assert.Equal(2, (await EduictProcess.RunAsync("calendar", "lunar", "2200-03-01")).Exit);
        Assert.Equal(2, (await EduictProcess.RunAsync("calendar", "holidays", "--year", "2200")).Exit);
        await File.WriteAllTextAsync(_folder["d.json"], "{\"years\": [{\"year\": 2030, \"tetDaysBefore\": 9}]}");
        Assert.Contains("/years/0/tetDaysBefore", (await EduictProcess.RunAsync("calendar", "holidays", "--year", "2030", "--decisions", _folder["d.json"])).Error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Out, string Error)> SubmitAsync(string duty, string step, string day) => EduictProcess.RunAsync(
        "calendar", "submit", "--tenant", _folder["tenant.json"], "--ledger", _folder["ledger.db"], "--unit", "HaNoi", "--duty", duty, "--step", step, "--on", day);

    [Theory]
    [InlineData("--unit", "nowhere")]
    [InlineData("--kind", "nothing")]
    [InlineData("--year", "2016")]
    [InlineData("--project", "2001-2002")]
    [InlineData("--today", "yesterday")]
    public async Task What_cannot_be_is_refused(string option, string value)
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", option, value, "--json");

        Assert.Equal((2, ""), (exit, text));
        Assert.Contains(value, error, StringComparison.Ordinal);
    }
}
