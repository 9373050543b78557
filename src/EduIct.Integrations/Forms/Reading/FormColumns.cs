using System.Collections.Immutable;
using EduIct.Directives;

namespace EduIct.Forms;

/// <summary>Where a sheet has the columns of a form: found by their titles, since columns are moved.</summary>
/// <param name="FirstRow">The first row below the header.</param>
/// <param name="Leaves">Of each column of the form its place in the sheet; -1 where it is missing.</param>
/// <param name="Code">The column of the units' codes; -1 for none.</param>
internal sealed record FormColumns(int FirstRow, ImmutableArray<int> Leaves, int Code)
{
    // A header stands near the top, whatever people write above it.
    private const int SearchedRows = 80;

    public int Found => Leaves.Count(column => column >= 0);

    /// <summary>The best place for the header of a form; null where a sheet has none of which at least half the columns are there.</summary>
    public static FormColumns? Find(SheetGrid sheet, ImmutableArray<FormColumn> columns)
    {
        (string[] Path, int Leaf)[] wanted = [.. Paths(columns, []).Select((path, leaf) => (path, leaf))];
        int depth = wanted.Length == 0 ? 0 : wanted.Max(one => one.Path.Length);
        FormColumns? best = null;
        for (int top = 0; depth > 0 && top < Math.Min(sheet.Rows, SearchedRows); top++)
        {
            FormColumns found = At(sheet, wanted, top, depth);
            if (found.Found * 2 >= wanted.Length && (best is null || found.Found > best.Found))
            {
                best = found;
            }
        }

        return best;
    }

    private static FormColumns At(SheetGrid sheet, (string[] Path, int Leaf)[] wanted, int top, int depth)
    {
        int[] places = new int[wanted.Length];
        Array.Fill(places, -1);
        int code = -1;
        for (int column = 0; column < sheet.Columns; column++)
        {
            string[] stack = [.. Enumerable.Range(top, depth).Select(row => PlainText.Of(sheet.TextAt(row, column))).Where(text => text.Length > 0).Distinct()];
            if (stack.Length == 0)
            {
                continue;
            }

            if (stack[^1] == PlainText.Of(FormWords.CodeTitle))
            {
                code = column;
            }

            // The title itself, and as many of the titles above it as the sheet still has.
            int leaf = Array.FindIndex(wanted, one => places[one.Leaf] < 0 && one.Path[^1] == stack[^1] && stack.All(text => one.Path.Contains(text)));
            if (leaf >= 0)
            {
                places[leaf] = column;
            }
        }

        return new FormColumns(top + depth, [.. places], code);
    }

    private static IEnumerable<string[]> Paths(ImmutableArray<FormColumn> columns, string[] above)
    {
        foreach (FormColumn column in columns)
        {
            string[] path = [.. above, PlainText.Of(column.Title.Vi)];
            foreach (string[] below in column.Columns.IsEmpty ? [path] : Paths(column.Columns, path))
            {
                yield return below;
            }
        }
    }
}
