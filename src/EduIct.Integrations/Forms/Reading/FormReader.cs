using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>
/// Reads forms that came back: columns moved, rows in between, numbers as text, several sheets. The header is found by its titles; the hidden sheet of ours
/// only says which form it is. What is doubtful is told with sheet and cell. A file that is encrypted, has macros, links to others, is too large or inflates to
/// too much (20 MB, 200 MB inflated, 60,000 rows, 1,500,000 cells) is refused. Safe to share between threads.
/// </summary>
/// <param name="library">The directives whose forms can be read.</param>
public sealed class FormReader(DirectiveLibrary library)
{
    /// <summary>Reads a form.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="source">Its name, for the places of doubts.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public FormReading Read(Stream file, string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        try
        {
            WorkbookGrid workbook = WorkbookGrid.Read(file, cancellationToken);
            return Read(workbook, source);
        }
        catch (WorkbookRefusedException refused)
        {
            return new FormReading(source) { Refused = new Issue(refused.Code, new SourcePlace(source), refused.Text) };
        }
    }

    private FormReading Read(WorkbookGrid workbook, string source)
    {
        SheetGrid[] sheets = [.. workbook.Sheets.Where(sheet => sheet is { IsHidden: false, Rows: > 0 } && sheet.Name != FormMarker.Sheet)];
        string? named = MarkerSheet.Of(workbook)[FormMarker.FormKey];
        (ReportForm Form, (SheetGrid Sheet, FormColumns Columns)[] Found)? best = null;
        foreach (ReportForm form in library.Directives.SelectMany(directive => directive.EntriesOf<ReportForm>()).OrderBy(form => form.Id != named))
        {
            (SheetGrid, FormColumns)[] found = [.. from sheet in sheets let columns = FormColumns.Find(sheet, form.Columns) where columns is not null select (sheet, columns)];
            if (found.Length > 0 && (best is null || found.Max(one => Share(one.Item2)) > best.Value.Found.Max(one => Share(one.Columns)) + 0.001))
            {
                best = (form, found);
            }
        }

        if (best is not { } read)
        {
            throw new WorkbookRefusedException("forms.no-table", "Không tìm thấy tiêu đề bảng của biểu nào.", "The header of no form is found.");
        }

        var doubts = new DoubtList(source);
        if (named is not null && named != read.Form.Id)
        {
            doubts.Add("forms.another-form", new SourcePlace(source), new LocalizedText(
                $"Tệp được gửi đi là '{named}' nhưng tiêu đề là của '{read.Form.Id}'; đọc theo tiêu đề.", $"The file was sent out as '{named}' but has the header of '{read.Form.Id}'; the header counts."));
        }

        var rows = ImmutableArray.CreateBuilder<FormReadRow>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((SheetGrid sheet, FormColumns columns) in read.Found)
        {
            rows.AddRange(new FormTableReader(library, read.Form, sheet, columns, doubts).Read(seen));
        }

        return new FormReading(source) { Form = read.Form.Id, Rows = rows.ToImmutable(), Doubts = doubts.ToImmutable() };
    }

    private static double Share(FormColumns columns) => (double)columns.Found / columns.Leaves.Length;
}
