using System.Globalization;

namespace EduIct.Forms;

/// <summary>
/// The hidden sheet by which a workbook of ours knows itself again: rows of key and value. Columns and rows are counted from 0 and say where they were when
/// the workbook was written; people may have moved them since.
/// </summary>
internal static class FormMarker
{
    public const string Sheet = "_eduict";

    /// <summary>Version of this list of keys.</summary>
    public const string VersionKey = "version";
    public const string Version = "1";

    /// <summary>Id of the form's entry.</summary>
    public const string FormKey = "form";

    /// <summary>Id of the directive.</summary>
    public const string PackKey = "pack";

    /// <summary>Name of the kind of unit that a survey asks.</summary>
    public const string SurveyKey = "survey";

    /// <summary>The school year, as <c>2008-2009</c>.</summary>
    public const string YearKey = "year";

    /// <summary>Before the number of a column whose value is a fact's id, <see cref="UnitCode"/> or <see cref="UnitName"/>.</summary>
    public const string Column = "column:";

    /// <summary>Before the number of a column whose value is ids of facts with blanks between: told together in words.</summary>
    public const string Words = "words:";

    /// <summary>Before the number of a row whose value is a fact's id.</summary>
    public const string Row = "row:";

    /// <summary>The number of the column that has a survey's answers.</summary>
    public const string ValueKey = "value";

    /// <summary>The day for which a survey is answered.</summary>
    public const string Reported = "unit.reported";

    public const string UnitCode = "unit.code";
    public const string UnitName = "unit.name";

    public static SheetLayout Layout { get; } = new(Sheet, [new SheetColumn(24), new SheetColumn(60)]) { IsHidden = true };

    public static string Key(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    public static void Write(WorkbookWriter workbook, IEnumerable<(string Key, string Value)> pairs)
    {
        using SheetWriter sheet = workbook.StartSheet();
        foreach ((string key, string value) in pairs)
        {
            sheet.StartRow();
            sheet.Text(0, key, CellStyle.Plain);
            sheet.Text(1, value, CellStyle.Plain);
        }

        sheet.Complete();
    }
}
