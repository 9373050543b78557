using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>A survey with answers, as a school sends it back.</summary>
internal static class FilledSurvey
{
    public static byte[] Fill(byte[] blank, IEnumerable<(string Place, string Text)> answers)
    {
        using var stream = new MemoryStream();
        stream.Write(blank);
        using (SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            WorkbookPart book = document.WorkbookPart!;
            Worksheet sheet = ((WorksheetPart)book.GetPartById(book.Workbook.Sheets!.Elements<Sheet>().First().Id!.Value!)).Worksheet;
            Dictionary<string, Cell> cells = sheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, StringComparer.Ordinal);
            foreach ((string place, string text) in answers)
            {
                cells[place].DataType = CellValues.InlineString;
                cells[place].InlineString = new InlineString(new Text(text));
            }
        }

        return stream.ToArray();
    }
}
