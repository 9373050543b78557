using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EduIct.Forms;

/// <summary>The stylesheet of every workbook that is written here: two formats for each <see cref="CellStyle"/>, the second with the quote prefix.</summary>
internal static class WorkbookStyles
{
    private const string Face = "Times New Roman"; // Decree 30/2020/NĐ-CP, appendix I: the face of administrative documents
    private const uint WholeFormat = 3; // #,##0
    private const uint DecimalFormat = 164;
    private const uint DateFormat = 165;
    private const uint TextFormat = 49; // @: what is typed there is text as well

    private enum Font
    {
        Plain,
        Bold,
        Italic,
        Large,
        Small,
    }

    private enum Fill
    {
        None,
        Grey125, // the second fill is this one in every workbook
        Header,
        Group,
        Answer,
    }

    public static Stylesheet Create() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DecimalFormat, FormatCode = "#,##0.##" },
            new NumberingFormat { NumberFormatId = DateFormat, FormatCode = "dd/mm/yyyy" }) { Count = 2 },
        new Fonts(FontOf(11), FontOf(11, bold: true), FontOf(11, italic: true), FontOf(14, bold: true), FontOf(9)) { Count = 5 },
        new Fills(
            new DocumentFormat.OpenXml.Spreadsheet.Fill(new PatternFill { PatternType = PatternValues.None }),
            new DocumentFormat.OpenXml.Spreadsheet.Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Solid("FFE7ECF3"),
            Solid("FFF3F3F3"),
            Solid("FFFFFBE6")) { Count = 5 },
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                new LeftBorder { Style = BorderStyleValues.Thin },
                new RightBorder { Style = BorderStyleValues.Thin },
                new TopBorder { Style = BorderStyleValues.Thin },
                new BottomBorder { Style = BorderStyleValues.Thin },
                new DiagonalBorder())) { Count = 2 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        Formats(),
        new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    private static CellFormats Formats()
    {
        var formats = new CellFormats();
        foreach (CellStyle style in Enum.GetValues<CellStyle>())
        {
            CellFormat format = FormatOf(style);
            var quoted = (CellFormat)format.CloneNode(deep: true);
            quoted.QuotePrefix = true;
            formats.Append(format, quoted);
        }

        formats.Count = (uint)formats.ChildElements.Count;
        return formats;
    }

    private static CellFormat FormatOf(CellStyle style)
    {
        HorizontalAlignmentValues left = HorizontalAlignmentValues.Left, centre = HorizontalAlignmentValues.Center, right = HorizontalAlignmentValues.Right;
        return style switch
        {
            CellStyle.Heading => Format(Font.Large, centre),
            CellStyle.Subheading => Format(Font.Plain, centre),
            CellStyle.Note => Format(Font.Italic, centre),
            CellStyle.Reporter => Format(Font.Bold, left),
            CellStyle.Code => Format(Font.Bold, right),
            CellStyle.Header => Format(Font.Bold, centre, Fill.Header, isBordered: true),
            CellStyle.RowNumber => Format(Font.Plain, centre, isBordered: true, isOpen: true),
            CellStyle.Text => Format(Font.Plain, left, isBordered: true, isOpen: true, number: TextFormat),
            CellStyle.Number => Format(Font.Plain, right, isBordered: true, isOpen: true, number: WholeFormat),
            CellStyle.Decimal => Format(Font.Plain, right, isBordered: true, isOpen: true, number: DecimalFormat),
            CellStyle.Date => Format(Font.Plain, centre, isBordered: true, isOpen: true, number: DateFormat),
            CellStyle.GroupText => Format(Font.Bold, left, Fill.Group, isBordered: true),
            CellStyle.GroupNumber => Format(Font.Bold, right, Fill.Group, isBordered: true, number: WholeFormat),
            CellStyle.TotalText => Format(Font.Bold, left, Fill.Header, isBordered: true),
            CellStyle.TotalNumber => Format(Font.Bold, right, Fill.Header, isBordered: true, number: WholeFormat),
            CellStyle.Signer => Format(Font.Bold, centre),
            CellStyle.Fixed => Format(Font.Plain, left, isBordered: true),
            CellStyle.FixedSmall => Format(Font.Small, left, isBordered: true),
            CellStyle.AnswerText => Format(Font.Plain, centre, Fill.Answer, isBordered: true, isOpen: true, number: TextFormat),
            CellStyle.AnswerNumber => Format(Font.Plain, right, Fill.Answer, isBordered: true, isOpen: true, number: WholeFormat),
            CellStyle.AnswerDecimal => Format(Font.Plain, right, Fill.Answer, isBordered: true, isOpen: true, number: DecimalFormat),
            CellStyle.AnswerDate => Format(Font.Plain, centre, Fill.Answer, isBordered: true, isOpen: true, number: DateFormat),
            _ => new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
        };
    }

    private static CellFormat Format(Font font, HorizontalAlignmentValues horizontal, Fill fill = Fill.None, bool isBordered = false, bool isOpen = false, uint number = 0)
    {
        var format = new CellFormat
        {
            NumberFormatId = number,
            FontId = (uint)font,
            FillId = (uint)fill,
            BorderId = isBordered ? 1u : 0u,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = true,
            ApplyFill = fill != Fill.None,
            ApplyBorder = isBordered,
            ApplyAlignment = true,
            Alignment = new Alignment { Horizontal = horizontal, Vertical = VerticalAlignmentValues.Center, WrapText = isBordered },
        };
        if (isOpen)
        {
            format.ApplyProtection = true;
            format.Protection = new Protection { Locked = false };
        }

        return format;
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Font FontOf(double size, bool bold = false, bool italic = false)
    {
        var font = new DocumentFormat.OpenXml.Spreadsheet.Font();
        if (bold)
        {
            font.Append(new Bold());
        }

        if (italic)
        {
            font.Append(new Italic());
        }

        font.Append(new FontSize { Val = size }, new FontName { Val = Face }, new FontFamilyNumbering { Val = 1 });
        return font;
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Fill Solid(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = HexBinaryValue.FromString(colour) }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid });
}
