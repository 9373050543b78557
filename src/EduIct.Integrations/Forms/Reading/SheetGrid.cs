namespace EduIct.Forms;

/// <summary>The cells of a sheet. Rows and columns are counted from 0.</summary>
internal sealed class SheetGrid(string name, bool isHidden)
{
    private readonly Dictionary<(int Row, int Column), GridCell> _cells = [];
    private readonly Dictionary<(int Row, int Column), (int Row, int Column)> _merged = [];

    public string Name { get; } = name;

    public bool IsHidden { get; } = isHidden;

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    public void Put(int row, int column, GridCell cell)
    {
        _cells[(row, column)] = cell;
        (Rows, Columns) = (Math.Max(Rows, row + 1), Math.Max(Columns, column + 1));
    }

    public void Merge(int firstRow, int firstColumn, int lastRow, int lastColumn)
    {
        // A merged area over more than a header or a name has no meaning here, and may be the whole sheet.
        for (int row = firstRow; row <= Math.Min(lastRow, firstRow + 50); row++)
        {
            for (int column = firstColumn; column <= Math.Min(lastColumn, firstColumn + 100); column++)
            {
                _merged.TryAdd((row, column), (firstRow, firstColumn));
            }
        }
    }

    /// <summary>The cell itself; null where it holds nothing.</summary>
    public GridCell? this[int row, int column] => _cells.TryGetValue((row, column), out GridCell cell) ? cell : null;

    /// <summary>The text of a cell, or of the merged area in which it lies; blank for none.</summary>
    public string TextAt(int row, int column) =>
        (this[row, column] ?? (_merged.TryGetValue((row, column), out (int Row, int Column) first) ? this[first.Row, first.Column] : null))?.Text ?? "";
}
