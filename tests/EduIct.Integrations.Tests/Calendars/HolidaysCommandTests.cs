using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Calendars;

/// <summary><c>eduict calendar holidays</c> and <c>eduict calendar lunar</c> as processes.</summary>
public sealed class HolidaysCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_json_has_each_day_off_with_its_law_and_the_swapped_ones_with_the_day_that_is_worked()
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", "holidays", "--year", "2026", "--json");
        Assert.True(exit == 0, error);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement[] days = [.. json.RootElement.EnumerateArray()];

        Assert.Equal(
            ["2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-26", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02", "2026-11-24"],
            days.Select(day => Text(day, "date")));
        Assert.Equal(["2026-01-10", "2026-08-22"], days.Select(day => Text(day, "worked")).Where(worked => worked is not null));
        Assert.Equal("2026-04-27", Text(Assert.Single(days, day => day.GetProperty("compensating").GetBoolean()), "date"));
        Assert.Equal("Bộ luật Lao động 2019, Điều 112", Text(days[3], "law"));
        Assert.DoesNotContain(days, day => day.GetProperty("assumed").GetBoolean());

        static string? Text(JsonElement day, string name) => day.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_file_of_decisions_is_used_or_its_faults_are_told()
    {
        await File.WriteAllTextAsync(_folder["later.json"], """{"years": [{"year": 2027, "tetDaysBefore": 2, "besideNationalDay": -1, "swaps": [{"off": "2027-11-25", "worked": "2027-11-27"}]}]}""");
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", "holidays", "--year", "2027", "--decisions", _folder["later.json"]);
        Assert.True(exit == 0, error);
        Assert.Contains("2027-09-01  Quốc khánh, ngày liền kề (Bộ luật Lao động 2019, Điều 112)\n", text, StringComparison.Ordinal);
        Assert.Contains("2027-11-25  Nghỉ hoán đổi, làm bù ngày 2027-11-27\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[giả định]", text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder["wrong.json"], """{"years": [{"year": 2027, "tetDaysBefore": 9}, {"year": "x"}]}""");
        (exit, text, error) = await EduictProcess.RunAsync("calendar", "holidays", "--year", "2027", "--decisions", _folder["wrong.json"], "--json");
        Assert.Equal((2, ""), (exit, text));
        Assert.Contains("/years/0/tetDaysBefore", error, StringComparison.Ordinal);
        Assert.Contains("/years/1/year", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-01-29", "2025-01-29", 1, 1, 2025, false, "Ất Tỵ")]
    [InlineData("25/7/2025", "2025-07-25", 1, 6, 2025, true, "Ất Tỵ")]
    [InlineData("17/02/2007", "2007-02-17", 1, 1, 2007, false, "Đinh Hợi")]
    public async Task A_day_has_its_lunar_date_and_the_name_of_its_year(string asked, string date, int day, int month, int year, bool isLeap, string name)
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync("calendar", "lunar", asked, "--json");
        Assert.True(exit == 0, error);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement root = json.RootElement;

        Assert.Equal(
            (date, day, month, year, isLeap, name),
            (root.GetProperty("date").GetString(), root.GetProperty("day").GetInt32(), root.GetProperty("month").GetInt32(), root.GetProperty("year").GetInt32(), root.GetProperty("leapMonth").GetBoolean(), root.GetProperty("yearName").GetString()));
    }

    [Fact]
    public async Task A_leap_month_is_marked_for_people()
    {
        (int exit, string text, _) = await EduictProcess.RunAsync("calendar", "lunar", "2025-07-25");

        Assert.Equal((0, "ngày 1 tháng 6 nhuận năm Ất Tỵ (1/6n/2025)\n"), (exit, text));
    }

    [Theory]
    [InlineData("holidays", "--year", "1899")]
    [InlineData("holidays", "--year", "2200")]
    [InlineData("holidays", "--year", "nay")]
    [InlineData("holidays", "--decisions", "no-such-file.json")]
    [InlineData("lunar", "30/02/2026", null)]
    [InlineData("lunar", "1899-12-31", null)]
    [InlineData("lunar", "2201-01-01", null)]
    public async Task What_cannot_be_is_refused(string command, string first, string? second)
    {
        string[] arguments = ["calendar", command, first, .. second is null ? Array.Empty<string>() : [second], .. first == "--decisions" ? ["--year", "2026"] : Array.Empty<string>(), "--json"];
        (int exit, string text, string error) = await EduictProcess.RunAsync(arguments);

        Assert.Equal((2, ""), (exit, text));
        Assert.NotEmpty(error);
    }
}
