using NodaTime;

namespace EduIct.Forms;

/// <summary>What a cell of a form will hold: at most one of these.</summary>
internal readonly record struct FormCell(CellStyle Style)
{
    public string? Text { get; init; }

    public long? Whole { get; init; }

    public double? Number { get; init; }

    public LocalDate? Day { get; init; }

    public void Write(SheetWriter sheet, int column)
    {
        if (Whole is { } whole)
        {
            sheet.Number(column, whole, Style);
        }
        else if (Number is { } number)
        {
            sheet.Number(column, number, Style);
        }
        else if (Day is { } day)
        {
            sheet.Date(column, day, Style);
        }
        else
        {
            sheet.Text(column, Text, Style);
        }
    }
}
