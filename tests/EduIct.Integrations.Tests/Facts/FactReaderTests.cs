using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Facts;

public sealed class FactReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unit,kind,students.total,Có mạng nội bộ (LAN)\nA,thpt,1250,có\nB,thcs,,không\n")]
    [InlineData("\uFEFFunit;kind;students.total;network.lan\r\nA;thpt;1250;1\r\nB;thcs;;0\r\n")]
    [InlineData("unit,kind,fact,value,reported\nA,thpt,students.total,1250,2009-01-05\nA,,students.total,9,2008-01-05\nA,,network.lan,yes,\nB,thcs,network.lan,no,\n")]
    [InlineData("""[ { "unit": "A", "kind": "thpt", "facts": { "students.total": { "value": 1250, "reported": "2009-01-05" }, "network.lan": true } }, { "unit": "B", "kind": "thcs", "facts": { "students.total": null, "network.lan": false } } ]""")]
    public async Task A_table_is_the_same_from_every_form(string content)
    {
        FactTable table = (await ReadAsync(content)).GetTableOrThrow();

        Assert.Equal(["A", "B"], table.Units.Select(unit => unit.Code));
        Assert.Equal([UnitKind.UpperSecondary, UnitKind.LowerSecondary], table.Units.Select(unit => unit.Kind));
        Assert.Equal(CelValue.Int(1250), table[0, "students.total"]);
        Assert.Null(table[1, "students.total"]);
        Assert.Equal(CelValue.True, table[0, "network.lan"]);
        Assert.Equal(CelValue.False, table[1, "network.lan"]);
    }

    [Theory]
    [InlineData("fibre")]
    [InlineData("Cáp quang")]
    [InlineData("FIBRE")]
    public async Task A_choice_is_taken_by_its_name_in_either_language(string value)
    {
        FactTable table = (await ReadAsync($"unit,kind,internet.kind\nA,thpt,{value}\n")).GetTableOrThrow();

        Assert.Equal(CelValue.String("fibre"), table[0, "internet.kind"]);
    }

    [Fact]
    public async Task A_file_of_units_gives_kinds_and_the_department_and_units_without_facts_are_there()
    {
        string units = _folder["units.csv"];
        await File.WriteAllTextAsync(units, "unit,kind,name,parent,so\nso,so,Sở,,HaNoi\np,phong,Phòng,so,\nA,thpt,Trường A,p,\nB,thpt,Trường B,p,\n");
        FactTableResult result = await ReadAsync("unit,students.total\nA,10\nC,5\n", units);

        Assert.Equal(["fact.unknown-unit"], result.Issues.Select(issue => issue.Code));
        Assert.Equal(3, result.Issues[0].Place.Line);
        Assert.Equal(["HaNoi", "HaNoi", "HaNoi", "HaNoi"], result.TableWithoutFaults.Units.Select(unit => unit.Department));
        Assert.Null(result.TableWithoutFaults[3, "students.total"]);
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_told_with_line_and_column()
    {
        FactTableResult result = await ReadAsync("unit,kind,so,reported,students.total,rooms.computer,rooms.networked,students.totl\nA,school,Atlantis,5/1/2009,-3,1,2,7\n,thpt,,,1,1,1,1\n");

        Assert.Equal(
            ["fact.department", "fact.no-unit", "fact.part-over-whole", "fact.reported", "fact.unit-kind", "fact.unknown-id", "fact.value"],
            result.Issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));
        Assert.All(result.Issues, issue => Assert.Equal("facts", issue.Place.Source));
        Assert.All(result.Issues, issue => Assert.NotNull(issue.Place.Line));
        Assert.Equal((2, 5), (result.Issues.Single(issue => issue.Code == "fact.value").Place.Line, result.Issues.Single(issue => issue.Code == "fact.value").Place.Column));
        Assert.Contains("students.total", result.Issues.Single(issue => issue.Code == "fact.unknown-id" ).Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind,students.total\nthpt,1\n")]
    [InlineData("{ \"unit\": \"A\" }")]
    [InlineData("[ 1, { \"unit\": \"A\", \"facts\": [] }, ")]
    [InlineData("unit,students.total\n\"A,1\n")]
    public async Task A_file_that_is_none_is_told_and_never_thrown(string content) => Assert.NotEmpty((await ReadAsync(content)).Issues);

    [Fact]
    public async Task A_part_that_was_reported_on_a_day_keeps_it()
    {
        FactTable table = (await ReadAsync("unit,reported,students.total\nA,2009-01-05,7\n")).GetTableOrThrow();
        Assert.Equal(new LocalDate(2009, 1, 5), table.Reported(0, "students.total"));
    }

    private async Task<FactTableResult> ReadAsync(string content, string? units = null)
    {
        string file = _folder["facts"];
        await File.WriteAllTextAsync(file, content);
        return await FactReader.ReadAsync(file, units, FactDictionary.Common);
    }
}
