namespace EduIct.Directives;

/// <summary>What a column of a report form shows of the row itself.</summary>
public enum FormRowPart
{
    /// <summary>The number of the row (TT).</summary>
    RowNumber,

    /// <summary>The name of the unit.</summary>
    UnitName,
}
