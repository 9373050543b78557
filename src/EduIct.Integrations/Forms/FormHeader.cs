using System.Collections.Immutable;
using EduIct.Directives;

namespace EduIct.Forms;

/// <summary>The tree of a form's columns as cells: a group spans its columns, and a column reaches down to the last row of the header.</summary>
internal sealed class FormHeader
{
    private readonly List<FormHeaderCell> _cells = [];
    private readonly List<FormColumn> _leaves = [];

    public FormHeader(ImmutableArray<FormColumn> columns)
    {
        Depth = DepthOf(columns);
        Place(columns, 0);
    }

    /// <summary>How many rows it has; 0 for no columns.</summary>
    public int Depth { get; }

    /// <summary>The columns themselves, from left to right.</summary>
    public IReadOnlyList<FormColumn> Leaves => _leaves;

    /// <summary>The titles.</summary>
    public IReadOnlyList<FormHeaderCell> Cells => _cells;

    /// <summary>What each row needs in points so that its titles can be read, columns having these widths.</summary>
    public double[] Heights(ReadOnlySpan<SheetColumn> columns)
    {
        double[] heights = new double[Depth];
        Array.Fill(heights, TextLines.Height(1));
        foreach (FormHeaderCell cell in _cells.OrderBy(cell => cell.RowSpan))
        {
            double width = 0;
            for (int column = cell.Column; column < cell.Column + cell.ColumnSpan; column++)
            {
                width += columns[column].Width;
            }

            double lacking = TextLines.Height(TextLines.Count(cell.Title, width, isBold: true)) - heights.AsSpan(cell.Row, cell.RowSpan).ToArray().Sum();
            if (lacking > 0)
            {
                heights[cell.Row + cell.RowSpan - 1] += lacking;
            }
        }

        return heights;
    }

    private static int DepthOf(ImmutableArray<FormColumn> columns) => columns.IsEmpty ? 0 : 1 + columns.Max(column => DepthOf(column.Columns));

    private int Place(ImmutableArray<FormColumn> columns, int row)
    {
        int first = _leaves.Count;
        foreach (FormColumn column in columns)
        {
            int at = _leaves.Count;
            if (column.Columns.IsEmpty)
            {
                _leaves.Add(column);
                _cells.Add(new FormHeaderCell(column.Title.Vi, row, at, Depth - row, 1));
            }
            else
            {
                _cells.Add(new FormHeaderCell(column.Title.Vi, row, at, 1, Place(column.Columns, row + 1)));
            }
        }

        return _leaves.Count - first;
    }
}

/// <summary>A title in the header of a form. Rows are counted from the header's first.</summary>
internal readonly record struct FormHeaderCell(string Title, int Row, int Column, int RowSpan, int ColumnSpan);
