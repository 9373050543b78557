using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EduIct.Benchmarks.Forms;

/// <summary>The cells of a sheet, and the plainest way to write them with the Open XML SDK: its writer over a part of its package.</summary>
internal static class PlainSheet
{
    public static PlainCell[][] Read(Stream workbook)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(workbook, isEditable: false);
        WorkbookPart book = document.WorkbookPart!;
        var sheet = (WorksheetPart)book.GetPartById(book.Workbook.Sheets!.Elements<Sheet>().First().Id!.Value!);
        return
        [
            .. sheet.Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => new PlainCell(
                cell.CellReference!.Value!,
                cell.StyleIndex!.Value.ToString(CultureInfo.InvariantCulture),
                cell.InlineString is not null,
                cell.InlineString?.Text?.Text ?? cell.CellValue?.Text ?? "")).ToArray()),
        ];
    }

    public static void Write(Stream output, PlainCell[][] rows)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        WorkbookPart book = document.AddWorkbookPart();
        WorksheetPart sheet = book.AddNewPart<WorksheetPart>();
        using (OpenXmlWriter xml = OpenXmlWriter.Create(sheet))
        {
            xml.WriteStartElement(new Worksheet());
            xml.WriteStartElement(new SheetData());
            for (int row = 0; row < rows.Length; row++)
            {
                xml.WriteStartElement(new Row(), [new OpenXmlAttribute("r", "", (row + 1).ToString(CultureInfo.InvariantCulture))]);
                foreach (PlainCell cell in rows[row])
                {
                    if (cell.IsText)
                    {
                        xml.WriteStartElement(
                            new Cell(), [new OpenXmlAttribute("r", "", cell.Reference), new OpenXmlAttribute("s", "", cell.Style), new OpenXmlAttribute("t", "", "inlineStr")]);
                        xml.WriteElement(new InlineString(new Text(cell.Value)));
                    }
                    else
                    {
                        xml.WriteStartElement(new Cell(), [new OpenXmlAttribute("r", "", cell.Reference), new OpenXmlAttribute("s", "", cell.Style)]);
                        if (cell.Value.Length > 0)
                        {
                            xml.WriteElement(new CellValue(cell.Value));
                        }
                    }

                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        book.Workbook = new Workbook(new Sheets(new Sheet { Name = "1", SheetId = 1, Id = book.GetIdOfPart(sheet) }));
    }
}
