using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>A form of ours after people had it in their hands.</summary>
internal sealed class ReturnedForm
{
    private byte[] _bytes;

    private ReturnedForm(byte[] bytes) => _bytes = bytes;

    public byte[] Bytes => _bytes;

    /// <summary>Biểu số 1 with these units, whose first row is the ninth of the sheet. C: rooms, D: computers for informatics.</summary>
    public static async Task<ReturnedForm> OfAsync(params (string Code, string Name, long Rooms, long Computers)[] units)
    {
        using var output = new MemoryStream();
        await BenTre.Form("bieu-1").WriteAsync(output, new FormHead(), units.Select(unit => new FormRow(
            new FactUnit(unit.Code, UnitKind.LowerSecondary, unit.Name),
            fact => fact switch { "rooms.computer" => CelValue.Int(unit.Rooms), "computers.informatics" => CelValue.Int(unit.Computers), _ => null })).ToAsyncEnumerable());
        return new ReturnedForm(output.ToArray());
    }

    public ReturnedForm Text(string place, string text) => Edit(place, cell =>
    {
        cell.DataType = CellValues.InlineString;
        cell.CellValue = null;
        cell.InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    });

    public ReturnedForm Number(string place, double number) => Edit(place, cell =>
    {
        cell.DataType = null;
        cell.InlineString = null;
        cell.CellValue = new CellValue(number);
    });

    public ReturnedForm Formula(string place, string formula, double stored) => Edit(place, cell =>
    {
        cell.DataType = null;
        cell.InlineString = null;
        cell.CellFormula = new CellFormula(formula);
        cell.CellValue = new CellValue(stored);
    });

    public ReturnedForm Error(string place) => Edit(place, cell =>
    {
        cell.DataType = CellValues.Error;
        cell.InlineString = null;
        cell.CellValue = new CellValue("#REF!");
    });

    /// <summary>Two columns change places, header and all.</summary>
    public ReturnedForm Swap(string one, string other) => Change(sheet =>
    {
        foreach (Row row in sheet.Descendants<Row>())
        {
            foreach (Cell cell in row.Elements<Cell>())
            {
                string letters = cell.CellReference!.Value!.TrimEnd([.. "0123456789"]);
                string moved = letters == one ? other : letters == other ? one : letters;
                cell.CellReference = moved + cell.CellReference.Value![letters.Length..];
            }

            Cell[] cells = [.. row.Elements<Cell>().OrderBy(cell => cell.CellReference!.Value!.Length).ThenBy(cell => cell.CellReference!.Value, StringComparer.Ordinal)];
            row.RemoveAllChildren<Cell>();
            row.Append(cells);
        }
    });

    /// <summary>So many empty rows come in before a row.</summary>
    public ReturnedForm Insert(uint before, uint rows) => Change(sheet =>
    {
        foreach (Row row in sheet.Descendants<Row>().Where(row => row.RowIndex! >= before))
        {
            row.RowIndex = row.RowIndex! + rows;
            foreach (Cell cell in row.Elements<Cell>())
            {
                string letters = cell.CellReference!.Value!.TrimEnd([.. "0123456789"]);
                cell.CellReference = string.Create(CultureInfo.InvariantCulture, $"{letters}{row.RowIndex}");
            }
        }
    });

    /// <summary>The hidden sheet of ours is gone, and another sheet stands in front.</summary>
    public ReturnedForm Foreign()
    {
        Change(book =>
        {
            Sheets sheets = book.Workbook.Sheets!;
            sheets.Elements<Sheet>().Single(sheet => sheet.Name == "_eduict").Remove();
            WorksheetPart notes = book.AddNewPart<WorksheetPart>();
            notes.Worksheet = new Worksheet(new SheetData(new Row(new Cell { CellReference = "A1", DataType = CellValues.InlineString, InlineString = new InlineString(new Text("Ghi chú của trường")) }) { RowIndex = 1 }));
            sheets.InsertAt(new Sheet { Id = book.GetIdOfPart(notes), SheetId = 99, Name = "Ghi chú" }, 0);
        });
        return this;
    }

    private ReturnedForm Edit(string place, Action<Cell> edit) => Change(sheet =>
    {
        uint number = uint.Parse(place.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture);
        Row row = sheet.Descendants<Row>().Single(row => row.RowIndex! == number);
        Cell? cell = row.Elements<Cell>().FirstOrDefault(cell => cell.CellReference == place);
        if (cell is null)
        {
            cell = new Cell { CellReference = place };
            row.Append(cell);
        }

        edit(cell);
    });

    private ReturnedForm Change(Action<Worksheet> change)
    {
        Change((WorkbookPart book) => change(((WorksheetPart)book.GetPartById(book.Workbook.Sheets!.Elements<Sheet>().First().Id!.Value!)).Worksheet));
        return this;
    }

    private void Change(Action<WorkbookPart> change)
    {
        using var stream = new MemoryStream();
        stream.Write(_bytes);
        using (SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            change(document.WorkbookPart!);
        }

        _bytes = stream.ToArray();
    }
}
