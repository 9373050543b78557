namespace EduIct.Forms;

/// <summary>The looks of the cells that forms and surveys have. The place of a value is that of its format in the workbook.</summary>
internal enum CellStyle
{
    Plain,
    Heading,
    Subheading,
    Note,
    Reporter,
    Code,
    Header,
    RowNumber,
    Text,
    Number,
    Decimal,
    Date,
    GroupText,
    GroupNumber,
    TotalText,
    TotalNumber,
    Signer,
    Fixed,
    FixedSmall,
    AnswerText,
    AnswerNumber,
    AnswerDecimal,
    AnswerDate,
}
