using DocumentFormat.OpenXml.Spreadsheet;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Forms;

public sealed class SurveyWorkbookTests
{
    [Fact]
    public void A_survey_asks_what_the_directives_ask_of_the_kind_and_says_who_asks()
    {
        (SurveyWorkbook survey, WrittenWorkbook workbook) = Write(UnitKind.UpperSecondary);

        using (workbook)
        {
            Assert.Contains(survey.Facts, fact => fact.Id == "computers.informatics");
            Assert.DoesNotContain(survey.Facts, fact => fact.Id == "network.provinceDomain"); // a Sở's
            string row = RowOf(workbook, "computers.informatics");
            Assert.Equal("Máy tính dạy môn Tin học", workbook["B" + row]);
            Assert.Equal("", workbook["D" + row]);
            Assert.Equal("máy dạy Tin học", workbook["E" + row]);
            Assert.Contains("9772/BGDĐT-CNTT: ", workbook["G" + row], StringComparison.Ordinal);
            Assert.Contains("I.14.¶3", workbook["G" + row], StringComparison.Ordinal);
            Assert.Equal(survey.Facts.Select(fact => fact.Id), workbook.Marker.Where(pair => pair.Key.StartsWith("row:", StringComparison.Ordinal) && !pair.Value.StartsWith("unit.", StringComparison.Ordinal)).Select(pair => pair.Value));
            Assert.Equal(("thpt", "3"), (workbook.Marker["survey"], workbook.Marker["value"]));
        }
    }

    [Fact]
    public void Answers_have_lists_and_checks_and_nothing_else_takes_input()
    {
        (SurveyWorkbook _, WrittenWorkbook workbook) = Write(UnitKind.UpperSecondary);

        using (workbook)
        {
            DataValidation flag = Validation("site.electricity"), choice = Validation("internet.kind"), count = Validation("students.total");
            Assert.Equal((DataValidationValues.List, "_lists!$A$1:$A$2"), (flag.Type!.Value, flag.Formula1!.Text));
            Assert.Equal(["Có", "Không"], ListOf(workbook, flag));
            Assert.Equal(["Không có", "Di động (3G, EDGE)", "ADSL", "Kênh thuê riêng", "Cáp quang"], ListOf(workbook, choice));
            Assert.Equal((DataValidationValues.Whole, "0", true), (count.Type!.Value, count.Formula1!.Text, count.AllowBlank!.Value));
            Assert.True(workbook.First.GetFirstChild<SheetProtection>()!.Sheet!.Value);
            string row = RowOf(workbook, "students.total");
            Assert.False(workbook.FormatOf("D" + row).Protection!.Locked!.Value);
            Assert.Null(workbook.FormatOf("B" + row).Protection);
            Assert.All(workbook.Sheets.Skip(1), sheet => Assert.Equal(SheetStateValues.Hidden, sheet.State!.Value));

            DataValidation Validation(string fact) =>
                workbook.First.Descendants<DataValidation>().Single(validation => validation.SequenceOfReferences!.InnerText == "D" + RowOf(workbook, fact));
        }
    }

    [Fact]
    public void A_part_is_explained_by_the_nearest_whole_that_is_asked()
    {
        (SurveyWorkbook survey, WrittenWorkbook workbook) = Write(UnitKind.UpperSecondary);

        using (workbook)
        {
            Dictionary<string, FactDefinition> asked = survey.Facts.ToDictionary(fact => fact.Label.Vi, StringComparer.Ordinal);
            string[] wholes = [.. workbook.RowsFrom(1).Select(row => row.GetValueOrDefault("F") ?? "").Where(text => text.Contains('“')).Select(text => text.Split('“', '”')[1]).Where(text => text != "Giá trị")];
            Assert.NotEmpty(wholes);
            Assert.All(wholes, whole => Assert.Contains(whole, asked.Keys));
        }
    }

    [Fact]
    public void Every_kind_of_unit_that_is_asked_anything_has_a_survey_that_is_right()
    {
        int asked = 0;
        foreach (UnitKind kind in UnitKind.Known)
        {
            (SurveyWorkbook survey, WrittenWorkbook workbook) = Write(kind);
            workbook.Dispose();
            asked += survey.Facts.Any() ? 1 : 0;
        }

        Assert.True(asked >= 10, $"{asked}");
        Assert.Throws<ArgumentException>(() => new SurveyWorkbook(DirectiveLibrary.Embedded, UnitKind.Of("truong")));
    }

    [Fact]
    public void Other_provinces_directives_can_be_left_out()
    {
        var all = new SurveyWorkbook(DirectiveLibrary.Embedded, UnitKind.LowerSecondary);
        var benTre = new SurveyWorkbook(DirectiveLibrary.Embedded, UnitKind.LowerSecondary, "BenTre");

        Assert.NotEmpty(all.Facts.Except(benTre.Facts));
        Assert.Empty(benTre.Facts.Except(all.Facts));
    }

    private static (SurveyWorkbook Survey, WrittenWorkbook Workbook) Write(UnitKind kind)
    {
        var survey = new SurveyWorkbook(DirectiveLibrary.Embedded, kind);
        using var output = new MemoryStream();
        survey.WriteBlank(output, new SchoolYear(2008));
        return (survey, new WrittenWorkbook(output.ToArray()).Check());
    }

    private static string RowOf(WrittenWorkbook workbook, string fact) =>
        (int.Parse(workbook.Marker.Single(pair => pair.Value == fact).Key["row:".Length..], System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> ListOf(WrittenWorkbook workbook, DataValidation validation)
    {
        string[] ends = validation.Formula1!.Text["_lists!".Length..].Split(':');
        int rows = int.Parse(ends[1].Split('$')[2], System.Globalization.CultureInfo.InvariantCulture);
        string column = ends[0].Split('$')[1];
        return Enumerable.Range(1, rows).Select(row => workbook.Sheet("_lists").Descendants<Cell>().Single(cell => cell.CellReference == $"{column}{row}").InlineString!.Text!.Text);
    }
}
