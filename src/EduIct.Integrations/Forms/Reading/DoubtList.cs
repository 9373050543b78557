using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>The doubts about one file.</summary>
internal sealed class DoubtList(string source)
{
    private const int Most = 5000;

    private readonly List<Issue> _doubts = [];

    public SourcePlace Place(SheetGrid sheet, int row, int column) => new(source, row + 1, column + 1, $"{sheet.Name}!{CellReference.Of(row, column)}");

    public void Add(string code, SourcePlace place, LocalizedText text)
    {
        // A file of nothing but doubts tells no more after so many.
        if (_doubts.Count < Most)
        {
            _doubts.Add(new Issue(code, place, text));
        }
    }

    public void Add(string code, SheetGrid sheet, int row, int column, string vi, string en) => Add(code, Place(sheet, row, column), new LocalizedText(vi, en));

    public ImmutableArray<Issue> ToImmutable() => [.. _doubts];
}
