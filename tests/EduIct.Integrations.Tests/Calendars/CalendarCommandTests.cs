using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Calendars;

/// <summary><c>eduict calendar</c> as a process.</summary>
public sealed class CalendarCommandTests : IDisposable
{
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
