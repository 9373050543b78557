using System.Collections.Immutable;
using System.Globalization;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Naming;

namespace EduIct.Forms;

/// <summary>
/// A report form of a directive as a workbook (XLSX), blank to send out or filled from facts: its header as the text has it, a row for each unit, sums, and
/// the post that signs. No cell is a formula, also where a name begins with <c>=</c>: texts are written as inline strings, sums as numbers. What is not known is
/// a blank cell, never 0. A hidden last column has the codes of the units, and the hidden sheet <c>_eduict</c> says which column is which fact.
/// The memory needed does not grow with the rows. Safe to share between threads.
/// </summary>
public sealed class FormWorkbook
{
    private const int HeadRows = 5;
    private const int MostBlankRows = 10_000;

    private readonly FormHeader _header;
    private readonly ImmutableArray<FormColumnPlan> _columns;

    private FormWorkbook(DirectiveLibrary library, Directive directive, ReportForm form)
    {
        Directive = directive;
        Form = form;
        _header = new FormHeader(form.Columns);
        _columns = FormColumnPlan.Of(_header.Leaves, library.Facts, library.Items);
    }

    /// <summary>The directive that has the form.</summary>
    public Directive Directive { get; }

    /// <summary>The form.</summary>
    public ReportForm Form { get; }

    /// <summary>Finds a form.</summary>
    /// <param name="library">The directives.</param>
    /// <param name="name">Id of its entry (<c>33-bentre.form-1</c>), its name in the document (<c>Biểu số 1</c>), or that name in plain letters
    /// (<c>bieu-so-1</c>, <c>bieu-1</c>). Where two directives have a form of that name, the later directive's.</param>
    /// <returns>The form; null for none.</returns>
    public static FormWorkbook? Find(DirectiveLibrary library, string name)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(name);
        (Directive Directive, ReportForm Form)[] all =
        [
            .. from directive in library.Directives
               from form in directive.EntriesOf<ReportForm>()
               orderby directive.Header.Date descending
               select (directive, form),
        ];
        string plain = Plain(name);
        (Directive? found, ReportForm? wanted) = all.FirstOrDefault(one => one.Form.Id == name);
        if (wanted is null)
        {
            (found, wanted) = all.FirstOrDefault(one => one.Form.Code.Equals(name, StringComparison.OrdinalIgnoreCase) || Plain(one.Form.Code) == plain);
        }

        return wanted is null ? null : new FormWorkbook(library, found!, wanted);
    }

    /// <summary>The plain names of the forms of a library, as <see cref="Find"/> takes them.</summary>
    public static IEnumerable<string> Names(DirectiveLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return library.Directives.SelectMany(directive => directive.EntriesOf<ReportForm>()).Select(form => Plain(form.Code)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Writes the form to be filled in.</summary>
    /// <param name="output">Where to; written from front to back with synchronous calls, and left open.</param>
    /// <param name="head">What stands above the table; null for dotted lines.</param>
    /// <param name="rows">How many rows there are for units, 1 to 10,000; the first are those that the form itself prints.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many or too few rows.</exception>
    public void WriteBlank(Stream output, FormHead? head = null, int rows = 20)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostBlankRows);
        head ??= new FormHead();
        using WorkbookWriter workbook = Workbook(output);
        using (SheetWriter sheet = workbook.StartSheet())
        {
            WriteHead(sheet, head);
            var table = new FormTable(sheet, _columns);
            for (int row = 0; row < rows; row++)
            {
                (long? number, string name) = row < Form.Rows.Length ? Printed(Form.Rows[row]) : (null, "");
                table.Blank(number, name);
            }

            Finish(sheet, head);
        }

        FormMarker.Write(workbook, Marker(head));
    }

    /// <summary>Writes the form filled in.</summary>
    /// <param name="output">Where to; written from front to back with synchronous calls, and left open. What it has is of no use where this throws.</param>
    /// <param name="head">What stands above the table.</param>
    /// <param name="rows">A row for each unit, those of a group one after the other; see <see cref="FormRows"/>.</param>
    /// <param name="cancellationToken">Looked at before every row.</param>
    /// <exception cref="InvalidOperationException">A sheet cannot hold so many rows (1,048,576).</exception>
    public async Task<FormTally> WriteAsync(Stream output, FormHead head, IAsyncEnumerable<FormRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rows);
        FormTally tally;
        using WorkbookWriter workbook = Workbook(output);
        using (SheetWriter sheet = workbook.StartSheet())
        {
            WriteHead(sheet, head);
            var table = new FormTable(sheet, _columns);
            await foreach (FormRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                table.Unit(row);
            }

            table.Complete();
            Finish(sheet, head);
            tally = table.Tally;
        }

        FormMarker.Write(workbook, Marker(head));
        return tally;
    }

    // "Biểu số 1" and "Biểu 1" are the same to people.
    private static string Plain(string name) => string.Join(
        '-',
        (VietnameseText.TryToAscii(name, out string ascii, out _) ? ascii : name).ToLowerInvariant()
            .Split([' ', '-', '.', '_'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "so"));

    /// <summary>A printed row as number and name; dots alone are room to write.</summary>
    private static (long? Number, string Name) Printed(string row)
    {
        int blank = row.IndexOf(' ', StringComparison.Ordinal);
        bool hasNumber = long.TryParse(blank < 0 ? row : row[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        string name = hasNumber ? row[(blank < 0 ? row.Length : blank)..].Trim() : row;
        return (hasNumber ? number : null, name.Trim('.', '…').Length == 0 ? "" : name);
    }

    private WorkbookWriter Workbook(Stream output)
    {
        int frozen = HeadRows + _header.Depth;
        int name = _columns.Select((column, i) => (column, i)).Where(pair => pair.column.Column.Shows == FormRowPart.UnitName).Select(pair => pair.i + 1).FirstOrDefault();
        return new WorkbookWriter(output, $"{Form.Code}: {Form.Heading ?? Form.Title.Vi}",
        [
            new SheetLayout(SheetLayout.NameOf(Form.Code), Widths())
            {
                FrozenRows = frozen,
                FrozenColumns = name,
                RepeatedRows = _header.Depth > 0 ? (HeadRows, frozen - 1) : null,
            },
            FormMarker.Layout,
        ]);
    }

    private ImmutableArray<SheetColumn> Widths() => [.. _columns.Select(column => new SheetColumn(column.Width)), new SheetColumn(16, IsHidden: true)];

    private void WriteHead(SheetWriter sheet, FormHead head)
    {
        int last = Math.Max(0, _columns.Length - 1), right = _columns.Length - Math.Min(3, _columns.Length / 2);
        sheet.StartRow(18);
        sheet.Text(0, Reporter(head), CellStyle.Reporter);
        sheet.Text(right, Form.Code, CellStyle.Code);
        sheet.Merge(0, 0, 0, right - 1);
        sheet.Merge(0, right, 0, last);
        Line(Form.Heading ?? Form.Title.Vi, CellStyle.Heading, 24);
        Line(head.Year is { } year ? $"Năm học {year}" : null, CellStyle.Subheading, 17);
        Line(
            $"(Kèm theo văn bản số {Directive.Header.Number} ngày {Directive.Header.Date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture)} của {Directive.Header.Issuer.Vi})",
            CellStyle.Note,
            17);
        sheet.StartRow(8);
        WriteHeader(sheet);

        void Line(string? text, CellStyle style, double height)
        {
            sheet.StartRow(height);
            sheet.Text(0, text, style);
            sheet.Merge(sheet.Row, 0, sheet.Row, last);
        }
    }

    private string? Reporter(FormHead head)
    {
        if ((head.ReporterTitle ?? Form.Reporter) is not { } title)
        {
            return head.Reporter;
        }

        // "Phòng GD&ĐT: Ba Tri", also where the unit's name has the words before the colon.
        string name = head.Reporter ?? new string('.', 40);
        return $"{title}: {(name.StartsWith(title, StringComparison.OrdinalIgnoreCase) && name.Length > title.Length ? name[title.Length..].Trim() : name)}";
    }

    private void WriteHeader(SheetWriter sheet)
    {
        double[] heights = _header.Heights(Widths().AsSpan());
        for (int row = 0; row < _header.Depth; row++)
        {
            sheet.StartRow(heights[row]);
            for (int column = 0; column < _columns.Length; column++)
            {
                sheet.Text(column, _header.Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column).Title, CellStyle.Header);
            }

            sheet.Text(_columns.Length, row == 0 ? FormWords.CodeTitle : null, CellStyle.Header);
        }

        foreach (FormHeaderCell cell in _header.Cells)
        {
            sheet.Merge(HeadRows + cell.Row, cell.Column, HeadRows + cell.Row + cell.RowSpan - 1, cell.Column + cell.ColumnSpan - 1);
        }

        if (_header.Depth > 0)
        {
            sheet.Merge(HeadRows, _columns.Length, HeadRows + _header.Depth - 1, _columns.Length);
        }
    }

    private void Finish(SheetWriter sheet, FormHead head)
    {
        int first = HeadRows + _header.Depth;
        for (int column = 0; column < _columns.Length && sheet.Row >= first; column++)
        {
            string range = CellReference.Range(first, column, sheet.Row, column);
            if (_columns[column].Style is CellStyle.Number)
            {
                sheet.Validate(CellValidation.Count(range, FactTableBuilder.LargestCount));
            }
            else if (_columns[column].Style is CellStyle.Decimal)
            {
                sheet.Validate(CellValidation.Number(range, null));
            }
        }

        if ((head.Signer ?? Form.Signer) is { } signer)
        {
            int left = _columns.Length - Math.Min(4, _columns.Length);
            sheet.StartRow();
            sheet.StartRow(17);
            sheet.Text(left, signer, CellStyle.Signer);
            sheet.Merge(sheet.Row, left, sheet.Row, Math.Max(0, _columns.Length - 1));
        }

        sheet.Complete();
    }

    private IEnumerable<(string Key, string Value)> Marker(FormHead head)
    {
        yield return (FormMarker.VersionKey, FormMarker.Version);
        yield return (FormMarker.FormKey, Form.Id);
        yield return (FormMarker.PackKey, Directive.Id);
        if (head.Year is { } year)
        {
            yield return (FormMarker.YearKey, year.ToString());
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            FormColumn column = _columns[i].Column;
            if (column.Shows == FormRowPart.UnitName)
            {
                yield return (FormMarker.Key(FormMarker.Column, i), FormMarker.UnitName);
            }
            else if (column.Fact is { } fact)
            {
                yield return (FormMarker.Key(FormMarker.Column, i), fact);
            }
            else if (!column.Facts.IsEmpty)
            {
                yield return (FormMarker.Key(FormMarker.Words, i), string.Join(' ', column.Facts));
            }
        }

        yield return (FormMarker.Key(FormMarker.Column, _columns.Length), FormMarker.UnitCode);
    }
}
