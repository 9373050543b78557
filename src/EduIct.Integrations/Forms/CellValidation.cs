using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>What may be typed into cells; what is blank may stay so.</summary>
/// <param name="Range">The cells, e.g. <c>C2:C9</c>.</param>
/// <param name="Type">What it is.</param>
/// <param name="Least">The least value, or the reference to the list of values.</param>
/// <param name="Most">The largest value; null for none.</param>
/// <param name="Fault">What is said of anything else.</param>
internal sealed record CellValidation(string Range, DataValidationValues Type, string Least, string? Most, LocalizedText Fault)
{
    /// <summary>A whole number from 0.</summary>
    public static CellValidation Count(string range, long most) => new(
        range,
        DataValidationValues.Whole,
        "0",
        most.ToString(CultureInfo.InvariantCulture),
        new("Cần số nguyên từ 0; chưa biết thì để trống.", "A whole number from 0; leave it blank where it is not known."));

    /// <summary>A number from 0.</summary>
    public static CellValidation Number(string range, string? most) => new(
        range,
        DataValidationValues.Decimal,
        "0",
        most,
        most is null
            ? new("Cần số từ 0; chưa biết thì để trống.", "A number from 0; leave it blank where it is not known.")
            : new($"Cần số từ 0 đến {most}; chưa biết thì để trống.", $"A number from 0 to {most}; leave it blank where it is not known."));

    /// <summary>One of a list.</summary>
    public static CellValidation List(string range, string reference) => new(
        range, DataValidationValues.List, reference, null, new("Chọn một giá trị trong danh sách; chưa biết thì để trống.", "Choose from the list; leave it blank where it is not known."));

    /// <summary>A day from 1900.</summary>
    public static CellValidation Date(string range) => new(
        range, DataValidationValues.Date, "1", null, new("Cần một ngày; chưa biết thì để trống.", "A day; leave it blank where it is not known."));

    public DataValidation ToElement()
    {
        var element = new DataValidation
        {
            Type = Type,
            AllowBlank = true,
            ShowErrorMessage = true,
            ShowInputMessage = true,
            ErrorTitle = "EduIct",
            Error = $"{Fault.Vi}\n{Fault.En}",
            SequenceOfReferences = new() { InnerText = Range },
            Formula1 = new Formula1(Least),
        };
        if (Type != DataValidationValues.List)
        {
            element.Operator = Most is null ? DataValidationOperatorValues.GreaterThanOrEqual : DataValidationOperatorValues.Between;
        }

        if (Most is not null)
        {
            element.Formula2 = new Formula2(Most);
        }

        return element;
    }
}
