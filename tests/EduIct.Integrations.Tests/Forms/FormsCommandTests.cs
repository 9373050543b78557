using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Forms;

/// <summary><c>eduict forms</c> and <c>eduict survey</c> as processes.</summary>
public sealed class FormsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Forms_are_written_blank_and_filled_with_needs()
    {
        await File.WriteAllTextAsync(_folder["facts.csv"], BenTre.Csv);

        (int blank, string _, string blankError) = await EduictProcess.RunAsync("forms", "blank", "bieu-2", "--out", _folder["blank.xlsx"]);
        (int exit, string text, string error) = await EduictProcess.RunAsync(
            "forms", "fill", "bieu-1", "--facts", _folder["facts.csv"], "--unit", "P1", "--with-needs", "--year", "2008-2009", "--out", _folder["p1.xlsx"]);

        Assert.True(blank == 0, blankError);
        Assert.True(exit == 0, error);
        Assert.Contains("4 đơn vị", text, StringComparison.Ordinal);
        using WrittenWorkbook form = new WrittenWorkbook(await File.ReadAllBytesAsync(_folder["p1.xlsx"])).Check();
        Assert.Equal("Năm học 2008-2009", form["A3"]);
        Assert.True(form.IsNumber("H11"), "The school with one management computer needs another.");
        Assert.Equal(["blank.xlsx", "facts.csv", "p1.xlsx"], FilesLeft());
    }

    [Fact]
    public async Task A_survey_is_written_for_a_kind()
    {
        (int exit, string text, string error) = await EduictProcess.RunAsync("survey", "blank", "--kind", "thcs", "--so", "BenTre", "--out", _folder["s.xlsx"]);

        Assert.True(exit == 0, error);
        Assert.Contains("s.xlsx", text, StringComparison.Ordinal);
        using WrittenWorkbook survey = new WrittenWorkbook(await File.ReadAllBytesAsync(_folder["s.xlsx"])).Check();
        Assert.Equal("thcs", survey.Marker["survey"]);
    }

    [Theory]
    [InlineData("forms", "blank", "bieu-9", "--out", "x.xlsx")]
    [InlineData("forms", "blank", "bieu-1", "--rows", "0", "--out", "x.xlsx")]
    [InlineData("forms", "fill", "bieu-1", "--facts", "bad.csv", "--out", "x.xlsx")]
    [InlineData("forms", "fill", "bieu-1", "--facts", "facts.csv", "--unit", "nobody", "--out", "x.xlsx")]
    [InlineData("forms", "fill", "bieu-1", "--facts", "facts.csv", "--out", "no/such/folder/x.xlsx")]
    [InlineData("survey", "blank", "--kind", "truong", "--out", "x.xlsx")]
    [InlineData("survey", "blank", "--kind", "thpt", "--so", "Nowhere", "--out", "x.xlsx")]
    [InlineData("survey", "blank", "--kind", "thpt", "--year", "2030-2031", "--out", "x.xlsx")]
    public async Task What_is_wrong_is_told_and_the_old_file_stays(params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder["facts.csv"], BenTre.Csv);
        await File.WriteAllTextAsync(_folder["bad.csv"], "unit,kind,students.total\nA,thpt,many\n");
        await File.WriteAllTextAsync(_folder["x.xlsx"], "old");

        (int exit, string text, string error) = await EduictProcess.RunAsync(arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) ? _folder[argument] : argument));

        Assert.Equal(2, exit);
        Assert.Empty(text);
        Assert.NotEmpty(error);
        Assert.Equal("old", await File.ReadAllTextAsync(_folder["x.xlsx"]));
        Assert.Equal(["bad.csv", "facts.csv", "x.xlsx"], FilesLeft());
    }

    private IEnumerable<string> FilesLeft() => Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
