using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace EduIct.Forms;

/// <summary>Reads the sheets of a workbook from a stranger, part after part, within <see cref="WorkbookLimits"/>.</summary>
internal sealed class WorkbookGrid
{
    // A serial day of 1 is 1 January 1900, and 1900 counts as a leap year (ECMA-376, part 1, 18.17.4.1).
    private static readonly LocalDate s_epoch = new(1899, 12, 30);

    private readonly List<string> _shared = [];
    private readonly HashSet<uint> _days = [];
    private int _cells;

    private WorkbookGrid()
    {
    }

    public List<SheetGrid> Sheets { get; } = [];

    /// <summary>Reads all sheets.</summary>
    /// <exception cref="WorkbookRefusedException">The file is refused.</exception>
    public static WorkbookGrid Read(Stream file, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = WorkbookGate.Open(file);
        try
        {
            using SpreadsheetDocument document = SpreadsheetDocument.Open(bytes, isEditable: false);
            var grid = new WorkbookGrid();
            grid.Read(document, cancellationToken);
            return grid;
        }
        catch (Exception exception) when (exception is OpenXmlPackageException or XmlException or FormatException or InvalidDataException or InvalidOperationException or ArgumentException
            or IOException or OverflowException or KeyNotFoundException or NullReferenceException or NotSupportedException or UriFormatException)
        {
            // The library tells damage by many types; whatever it stumbles on, the file is not one that can be trusted.
            throw WorkbookGate.Damaged();
        }
    }

    private void Read(SpreadsheetDocument document, CancellationToken cancellationToken)
    {
        WorkbookPart workbook = document.WorkbookPart ?? throw WorkbookGate.Damaged();
        ReadStyles(workbook.WorkbookStylesPart?.Stylesheet);
        ReadShared(workbook.SharedStringTablePart);
        Sheet[] sheets = [.. workbook.Workbook?.Sheets?.Elements<Sheet>() ?? throw WorkbookGate.Damaged()];
        if (sheets.Length > WorkbookLimits.Sheets)
        {
            throw TooLarge($"{WorkbookLimits.Sheets} trang", $"{WorkbookLimits.Sheets} sheets");
        }

        foreach (Sheet sheet in sheets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart part)
            {
                var grid = new SheetGrid(sheet.Name?.Value ?? "", sheet.State is { } state && state.Value != SheetStateValues.Visible);
                ReadSheet(part, grid, cancellationToken);
                Sheets.Add(grid);
            }
        }
    }

    private void ReadSheet(WorksheetPart part, SheetGrid grid, CancellationToken cancellationToken)
    {
        using OpenXmlReader reader = OpenXmlReader.Create(part);
        int row = -1, column = -1, merges = 0;
        while (reader.Read())
        {
            if (!reader.IsStartElement)
            {
                continue;
            }

            if (reader.ElementType == typeof(Row))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string? number = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value;
                row = number is null ? row + 1 : int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) - 1;
                column = -1;
                if (row is < 0 or >= WorkbookLimits.Rows)
                {
                    throw TooLarge($"{WorkbookLimits.Rows} dòng", $"{WorkbookLimits.Rows} rows");
                }
            }
            else if (reader.ElementType == typeof(Cell))
            {
                var cell = (Cell)reader.LoadCurrentElement()!;
                column = cell.CellReference?.Value is { } place ? CellReference.Column(place) : column + 1;
                if (Of(cell) is { } value)
                {
                    if (column is < 0 or >= WorkbookLimits.Columns || row < 0)
                    {
                        throw TooLarge($"{WorkbookLimits.Columns} cột", $"{WorkbookLimits.Columns} columns");
                    }

                    if (++_cells > WorkbookLimits.Cells)
                    {
                        throw TooLarge($"{WorkbookLimits.Cells} ô", $"{WorkbookLimits.Cells} cells");
                    }

                    grid.Put(row, column, value);
                }
            }
            else if (reader.ElementType == typeof(MergeCell) && ++merges <= WorkbookLimits.Merges && ((MergeCell)reader.LoadCurrentElement()!).Reference?.Value?.Split(':') is [var first, var last])
            {
                grid.Merge(CellReference.Row(first), CellReference.Column(first), CellReference.Row(last), CellReference.Column(last));
            }
        }
    }

    private GridCell? Of(Cell cell)
    {
        string? raw = cell.CellValue?.Text;
        CellValues type = cell.DataType?.Value ?? CellValues.Number;
        bool isFormula = cell.CellFormula is not null;
        if (type == CellValues.InlineString)
        {
            return Text(cell.InlineString?.InnerText ?? "", isFormula);
        }

        if (raw is null || raw.Length == 0)
        {
            return null;
        }

        if (type == CellValues.SharedString)
        {
            int index = int.Parse(raw, NumberStyles.None, CultureInfo.InvariantCulture);
            return index < _shared.Count ? Text(_shared[index], isFormula) : throw WorkbookGate.Damaged();
        }

        if (type == CellValues.Boolean)
        {
            return new GridCell(raw == "1" ? FormWords.Yes : FormWords.No) { Truth = raw == "1", IsFormula = isFormula };
        }

        if (type == CellValues.Error)
        {
            return new GridCell(raw) { IsError = true, IsFormula = isFormula };
        }

        if (type != CellValues.Number)
        {
            return Text(raw, isFormula);
        }

        double number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        bool isDay = cell.StyleIndex?.Value is { } style && _days.Contains(style) && number is >= 1 and < 200_000;
        return new GridCell(number.ToString("R", CultureInfo.InvariantCulture)) { Number = number, Day = isDay ? s_epoch.PlusDays((int)number) : null, IsFormula = isFormula };
    }

    private static GridCell? Text(string text, bool isFormula)
    {
        if (text.Length > WorkbookLimits.Text)
        {
            throw TooLarge($"{WorkbookLimits.Text} ký tự trong một ô", $"{WorkbookLimits.Text} characters in a cell");
        }

        return string.IsNullOrWhiteSpace(text) ? null : new GridCell(text.Normalize().Trim()) { IsFormula = isFormula };
    }

    private void ReadShared(SharedStringTablePart? part)
    {
        if (part is null)
        {
            return;
        }

        using OpenXmlReader reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
            {
                if (_shared.Count >= WorkbookLimits.Cells)
                {
                    throw TooLarge($"{WorkbookLimits.Cells} chuỗi", $"{WorkbookLimits.Cells} texts");
                }

                _shared.Add(((SharedStringItem)reader.LoadCurrentElement()!).InnerText);
            }
        }
    }

    // The formats of days that every program has (ECMA-376, part 1, 18.8.30), and those of the workbook that show a day or a year.
    private void ReadStyles(Stylesheet? styles)
    {
        HashSet<uint> formats = [14, 15, 16, 17, 22];
        foreach (NumberingFormat format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && format.FormatCode?.Value is { } code && code.AsSpan().IndexOfAny('d', 'y') >= 0 && !code.Contains('"', StringComparison.Ordinal))
            {
                formats.Add(id);
            }
        }

        uint at = 0;
        foreach (CellFormat format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && formats.Contains(id))
            {
                _days.Add(at);
            }

            at++;
        }
    }

    private static WorkbookRefusedException TooLarge(string vi, string en) => new("forms.too-large", $"Tệp có nhiều hơn {vi}.", $"The workbook has more than {en}.");
}
