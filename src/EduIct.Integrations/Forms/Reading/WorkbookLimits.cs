namespace EduIct.Forms;

/// <summary>What a workbook from outside may have; a form of a whole province has far less.</summary>
internal static class WorkbookLimits
{
    /// <summary>Bytes of the file: 20 MB.</summary>
    public const long File = 20 * 1024 * 1024;

    /// <summary>Bytes of all its parts, inflated: 200 MB.</summary>
    public const long Inflated = 200 * 1024 * 1024;

    /// <summary>How many times a part of over a megabyte may be as large inflated.</summary>
    public const int Ratio = 250;

    /// <summary>Parts of the package.</summary>
    public const int Parts = 500;

    /// <summary>Sheets.</summary>
    public const int Sheets = 40;

    /// <summary>Rows of a sheet.</summary>
    public const int Rows = 60_000;

    /// <summary>Columns of a sheet.</summary>
    public const int Columns = 400;

    /// <summary>Cells of a workbook that hold something.</summary>
    public const int Cells = 1_500_000;

    /// <summary>Characters of a cell: what Excel itself takes.</summary>
    public const int Text = 32_767;

    /// <summary>Merged areas of a sheet.</summary>
    public const int Merges = 20_000;
}
