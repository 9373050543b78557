using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Compliance;

/// <summary><c>eduict check</c> and <c>eduict directives</c> as processes.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_check_tells_who_fails_what_and_writes_its_reports()
    {
        await File.WriteAllTextAsync(_folder["facts.csv"], "unit,kind,name,so,students.total,computers.informatics\nA,thpt,Trường A,HaNoi,1250,80\n");

        (int exit, string text, string error) = await EduictProcess.RunAsync(
            "check", "--facts", _folder["facts.csv"], "--pack", "9772-BGDDT-CNTT", "--html", _folder["r.html"], "--csv", _folder["r.csv"]);

        Assert.True(exit == 1, error);
        Assert.Contains("1.250 học sinh, 80 máy dạy Tin học: cần 125, thiếu 45 [9772/BGDĐT-CNTT, I.14.¶3]", text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"vi\">", await File.ReadAllTextAsync(_folder["r.html"]), StringComparison.Ordinal);
        Assert.Contains("9772.ten-pupils-per-computer", await File.ReadAllTextAsync(_folder["r.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_what_changed_and_ranks_by_weights()
    {
        await File.WriteAllTextAsync(_folder["before.csv"], "unit,kind,computers.management\nA,thpt,1\nB,thpt,2\n");
        await File.WriteAllTextAsync(_folder["after.csv"], "unit,kind,computers.management\nA,thpt,2\nB,thpt,2\n");
        await File.WriteAllTextAsync(_folder["weights.json"], """{ "9772.award-ict-in-management": 2, "9772.award-internet-mail-website": 1 }""");

        (int exit, string text, string error) = await EduictProcess.RunAsync(
            "check", "--facts", _folder["after.csv"], "--against", _folder["before.csv"], "--weights", _folder["weights.json"], "--pack", "9772/BGDĐT-CNTT", "--json");

        Assert.True(exit == 0, error);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement change = json.RootElement.GetProperty("changes")[0];
        Assert.Equal("A", change.GetProperty("unit").GetString());
        Assert.Contains(change.GetProperty("outcomes").EnumerateArray(), outcome =>
            outcome.GetProperty("requirement").GetString() == "9772.two-management-computers" && outcome.GetProperty("after").GetString() == "meets");
        Assert.Equal(2, json.RootElement.GetProperty("awards")[0].GetProperty("ranks").GetArrayLength());
    }

    [Theory]
    [InlineData("--pack", "no-such-pack")]
    [InlineData("--year", "2008")]
    [InlineData("--year", "2030-2031")]
    [InlineData("--weights", "missing.json")]
    public async Task Wrong_arguments_are_told(string option, string value)
    {
        await File.WriteAllTextAsync(_folder["facts.csv"], "unit,kind\nA,thpt\n");

        (int exit, string text, string error) = await EduictProcess.RunAsync("check", "--facts", _folder["facts.csv"], option, value);

        Assert.Equal(2, exit);
        Assert.Empty(text);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Bad_facts_end_the_check_with_their_places()
    {
        await File.WriteAllTextAsync(_folder["facts.csv"], "unit,kind,students.total\nA,thpt,many\n");

        (int exit, string _, string error) = await EduictProcess.RunAsync("check", "--facts", _folder["facts.csv"]);

        Assert.Equal(2, exit);
        Assert.Contains("facts.csv:2:3 (students.total): fact.value", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directives_are_listed_shown_and_validated()
    {
        (int exit, string list, string _) = await EduictProcess.RunAsync("directives", "--json");
        Assert.Equal(0, exit);
        using (JsonDocument json = JsonDocument.Parse(list))
        {
            Assert.Equal(5, json.RootElement.GetArrayLength());
        }

        (exit, string show, _) = await EduictProcess.RunAsync("directives", "show", "9772.ten-pupils-per-computer", "--json");
        Assert.Equal(0, exit);
        using (JsonDocument json = JsonDocument.Parse(show))
        {
            string[] needed = ["id", "kind", "clause", "words", "binds", "strength", "title"];
            Assert.All(needed, name => Assert.True(json.RootElement.TryGetProperty(name, out _), name));
        }

        await File.WriteAllTextAsync(_folder["pack.json"], """{ "id": "P", "prefix": "p", "from": "2020-09-01", "header": {}, "entries": [ { "kind": "requirement", "test": "1 +" } ] }""");
        (exit, string issues, _) = await EduictProcess.RunAsync("directives", "validate", _folder["pack.json"], "--json");
        Assert.Equal(2, exit);
        using (JsonDocument json = JsonDocument.Parse(issues))
        {
            Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
            Assert.Contains(json.RootElement.GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("field").GetString() == "/header");
        }
    }
}
