using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace EduIct.Forms;

/// <summary>
/// Writes the rows of one sheet as they come; nothing of them is kept. Every text is written as an inline string, which no spreadsheet takes for a formula;
/// what would become one when a person edits the cell also carries the quote prefix. Rows and columns are counted from 0.
/// </summary>
internal sealed class SheetWriter : IDisposable
{
    /// <summary>What a sheet can hold (ECMA-376, Excel's limit).</summary>
    public const int MostRows = 1_048_576;

    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    // Only their names are read when an element is begun, so one of each serves all.
    private static readonly Row s_row = new();
    private static readonly Cell s_cell = new();
    private static readonly CellValue s_value = new();
    private static readonly InlineString s_string = new();
    private static readonly Text s_text = new();
    private static readonly LocalDate s_dayZero = new(1899, 12, 30);
    private static readonly LocalDate s_firstDay = new(1900, 3, 1);
    private static readonly OpenXmlAttribute[] s_preserved = [new("xml", "space", XmlNamespace, "preserve")];
    private static readonly string[] s_styles =
        [.. Enumerable.Range(0, 2 * Enum.GetValues<CellStyle>().Length).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private readonly Stream _stream;
    private readonly OpenXmlWriter _xml;
    private readonly SheetLayout _layout;
    private readonly List<OpenXmlAttribute> _attributes = new(3);
    private readonly List<string> _merged = [];
    private readonly List<CellValidation> _validations = [];
    private string _rowName = "";
    private bool _isInRow;

    internal SheetWriter(Stream stream, SheetLayout layout, bool isFirst)
    {
        _stream = stream;
        _layout = layout;
        _xml = OpenXmlWriter.Create(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _xml.WriteStartDocument(standalone: true);
        _xml.WriteStartElement(new Worksheet());
        Begin(isFirst);
        _xml.WriteStartElement(new SheetData());
    }

    /// <summary>The row that is being written, or was last; -1 before the first.</summary>
    public int Row { get; private set; } = -1;

    /// <summary>Begins the next row.</summary>
    /// <param name="height">In points; null for what its cells need.</param>
    /// <exception cref="InvalidOperationException">The sheet is full.</exception>
    public void StartRow(double? height = null)
    {
        EndRow();
        if (++Row >= MostRows)
        {
            throw new InvalidOperationException($"A sheet holds {MostRows} rows.");
        }

        _rowName = (Row + 1).ToString(CultureInfo.InvariantCulture);
        _attributes.Clear();
        _attributes.Add(new OpenXmlAttribute("r", "", _rowName));
        if (height is { } points)
        {
            _attributes.Add(new OpenXmlAttribute("ht", "", points.ToString(CultureInfo.InvariantCulture)));
            _attributes.Add(new OpenXmlAttribute("customHeight", "", "1"));
        }

        _xml.WriteStartElement(s_row, _attributes);
        _isInRow = true;
    }

    /// <summary>Writes a text; a cell without one where it is null or empty. Cells of a row come from left to right.</summary>
    public void Text(int column, string? text, CellStyle style)
    {
        if (string.IsNullOrEmpty(text))
        {
            Empty(column, style);
            return;
        }

        text = CellText.Clean(text);
        StartCell(column, CellText.LooksLikeFormula(text) ? (2 * (int)style) + 1 : 2 * (int)style, "inlineStr");
        _xml.WriteStartElement(s_string);
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal)))
        {
            _xml.WriteStartElement(s_text, s_preserved);
        }
        else
        {
            _xml.WriteStartElement(s_text);
        }

        _xml.WriteString(text);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    /// <summary>Writes a number.</summary>
    public void Number(int column, long number, CellStyle style) => Value(column, number.ToString(CultureInfo.InvariantCulture), style);

    /// <summary>Writes a number; a cell without one where it is not finite.</summary>
    public void Number(int column, double number, CellStyle style)
    {
        if (double.IsFinite(number))
        {
            Value(column, number.ToString("R", CultureInfo.InvariantCulture), style);
        }
        else
        {
            Empty(column, style);
        }
    }

    /// <summary>Writes a day; as text before March 1900, which spreadsheets count differently.</summary>
    public void Date(int column, LocalDate day, CellStyle style)
    {
        if (day < s_firstDay)
        {
            Text(column, day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture), style);
        }
        else
        {
            Number(column, (long)Period.DaysBetween(s_dayZero, day), style);
        }
    }

    /// <summary>Writes a cell that has only its looks.</summary>
    public void Empty(int column, CellStyle style)
    {
        StartCell(column, 2 * (int)style, null);
        _xml.WriteEndElement();
    }

    /// <summary>Joins cells that are or will be written.</summary>
    public void Merge(int firstRow, int firstColumn, int lastRow, int lastColumn)
    {
        if (firstRow != lastRow || firstColumn != lastColumn)
        {
            _merged.Add(CellReference.Range(firstRow, firstColumn, lastRow, lastColumn));
        }
    }

    /// <summary>Says what may be typed into cells.</summary>
    public void Validate(CellValidation validation) => _validations.Add(validation);

    /// <summary>Ends the sheet.</summary>
    public void Complete()
    {
        EndRow();
        _xml.WriteEndElement();
        if (_layout.IsProtected)
        {
            _xml.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false });
        }

        if (_merged.Count > 0)
        {
            _xml.WriteElement(new MergeCells(_merged.Select(range => new MergeCell { Reference = range })) { Count = (uint)_merged.Count });
        }

        if (_validations.Count > 0)
        {
            _xml.WriteElement(new DataValidations(_validations.Select(validation => validation.ToElement())) { Count = (uint)_validations.Count });
        }

        if (!_layout.IsHidden)
        {
            _xml.WriteElement(new PrintOptions { HorizontalCentered = true });
            _xml.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
            _xml.WriteElement(new PageSetup
            {
                PaperSize = 9, // A4
                Orientation = _layout.IsLandscape ? OrientationValues.Landscape : OrientationValues.Portrait,
                FitToWidth = 1,
                FitToHeight = 0,
            });
            _xml.WriteElement(new HeaderFooter(new OddFooter("&R&P/&N")));
        }

        _xml.WriteEndElement();
        _xml.Close();
    }

    public void Dispose()
    {
        _xml.Dispose();
        _stream.Dispose();
    }

    private void Begin(bool isFirst)
    {
        if (!_layout.IsHidden)
        {
            _xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        }

        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = _layout.IsHidden };
        if (isFirst)
        {
            view.TabSelected = true;
        }

        if (_layout.FrozenRows > 0 || _layout.FrozenColumns > 0)
        {
            PaneValues active = _layout.FrozenColumns == 0 ? PaneValues.BottomLeft : _layout.FrozenRows == 0 ? PaneValues.TopRight : PaneValues.BottomRight;
            var pane = new Pane { TopLeftCell = CellReference.Of(_layout.FrozenRows, _layout.FrozenColumns), ActivePane = active, State = PaneStateValues.Frozen };
            if (_layout.FrozenRows > 0)
            {
                pane.VerticalSplit = _layout.FrozenRows;
            }

            if (_layout.FrozenColumns > 0)
            {
                pane.HorizontalSplit = _layout.FrozenColumns;
            }

            view.Append(pane, new Selection { Pane = active });
        }

        _xml.WriteElement(new SheetViews(view));
        _xml.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
        if (_layout.Columns.Length > 0)
        {
            _xml.WriteElement(new Columns(_layout.Columns.Select((column, i) =>
            {
                var element = new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true };
                if (column.IsHidden)
                {
                    element.Hidden = true;
                }

                return element;
            })));
        }
    }

    private void Value(int column, string value, CellStyle style)
    {
        StartCell(column, 2 * (int)style, null);
        _xml.WriteStartElement(s_value);
        _xml.WriteString(value);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void StartCell(int column, int style, string? type)
    {
        _attributes.Clear();
        _attributes.Add(new OpenXmlAttribute("r", "", string.Concat(CellReference.Letters(column), _rowName)));
        _attributes.Add(new OpenXmlAttribute("s", "", s_styles[style]));
        if (type is not null)
        {
            _attributes.Add(new OpenXmlAttribute("t", "", type));
        }

        _xml.WriteStartElement(s_cell, _attributes);
    }

    private void EndRow()
    {
        if (_isInRow)
        {
            _xml.WriteEndElement();
            _isInRow = false;
        }
    }
}
