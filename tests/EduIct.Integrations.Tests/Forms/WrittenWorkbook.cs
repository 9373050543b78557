using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>A workbook as the Open XML SDK reads it back.</summary>
internal sealed class WrittenWorkbook : IDisposable
{
    private readonly SpreadsheetDocument _document;

    public WrittenWorkbook(byte[] bytes) => _document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    public SpreadsheetDocument Document => _document;

    public WorkbookPart Book => _document.WorkbookPart!;

    public Worksheet First => Sheet(Sheets[0].Name!.Value!);

    public IReadOnlyList<Sheet> Sheets => [.. Book.Workbook.Sheets!.Elements<Sheet>()];

    public IReadOnlyList<string> Merged => [.. First.Descendants<MergeCell>().Select(merged => merged.Reference!.Value!)];

    /// <summary>Keys and values of the hidden sheet.</summary>
    public IReadOnlyDictionary<string, string> Marker =>
        Sheet("_eduict").Descendants<Row>().Select(row => row.Elements<Cell>().Select(TextOf).ToArray()).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    public Worksheet Sheet(string name) => ((WorksheetPart)Book.GetPartById(Sheets.Single(sheet => sheet.Name == name).Id!.Value!)).Worksheet;

    public Cell? Cell(string reference) => First.Descendants<Cell>().FirstOrDefault(cell => cell.CellReference == reference);

    /// <summary>What stands in a cell of the first sheet, whatever it is; blank for nothing.</summary>
    public string this[string reference] => Cell(reference) is { } cell ? TextOf(cell) : "";

    /// <summary>The rows of the first sheet as texts by column, from a row on.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> RowsFrom(int first) => First.Descendants<Row>().Where(row => row.RowIndex! >= (uint)first)
        .Select(row => row.Elements<Cell>().ToDictionary(cell => cell.CellReference!.Value!.TrimEnd([.. "0123456789"]), TextOf, StringComparer.Ordinal));

    /// <summary>Whether a cell of the first sheet is a number to every program.</summary>
    public bool IsNumber(string reference) => Cell(reference) is { DataType: null, CellValue: { } value } && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    public CellFormat FormatOf(string reference) =>
        Book.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)Cell(reference)!.StyleIndex!.Value);

    /// <summary>The workbook is one to the letter of the standard, and has no formula in any cell.</summary>
    public WrittenWorkbook Check()
    {
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(_document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        Assert.All(Book.WorksheetParts, part => Assert.Empty(part.Worksheet.Descendants<CellFormula>()));
        Assert.Null(Book.CalculationChainPart);
        return this;
    }

    public void Dispose() => _document.Dispose();

    private static string TextOf(Cell cell) => cell.InlineString?.Text?.Text ?? cell.CellValue?.Text ?? "";
}
