using System.Collections.Immutable;
using System.Globalization;
using EduIct.Facts;

namespace EduIct.Forms;

/// <summary>The drop-down lists of a survey, each a column of a hidden sheet; facts with the same choices share one.</summary>
internal sealed class SurveyLists
{
    private const string Sheet = "_lists";

    private readonly List<ImmutableArray<string>> _lists = [[FormWords.Yes, FormWords.No]];

    public SheetLayout Layout => new(Sheet, [.. _lists.Select(_ => new SheetColumn(24))]) { IsHidden = true };

    /// <summary>The names under which a choice's values are offered.</summary>
    public static ImmutableArray<string> NamesOf(FactDefinition fact) => fact.ChoiceLabels.IsEmpty ? fact.Choices : [.. fact.ChoiceLabels.Select(label => label.Vi)];

    /// <summary>Makes the list of a fact where it has one that is not there yet.</summary>
    public void Add(FactDefinition fact)
    {
        if (fact.Type == FactType.Choice && PlaceOf(fact) < 0)
        {
            _lists.Add(NamesOf(fact));
        }
    }

    /// <summary>Where the values of a fact stand; null for a fact without a list.</summary>
    public string? ReferenceOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => Reference(0),
        FactType.Choice => Reference(PlaceOf(fact)),
        _ => null,
    };

    public void Write(WorkbookWriter workbook)
    {
        using SheetWriter sheet = workbook.StartSheet();
        int longest = _lists.Max(list => list.Length);
        for (int row = 0; row < longest; row++)
        {
            sheet.StartRow();
            for (int column = 0; column < _lists.Count; column++)
            {
                if (row < _lists[column].Length)
                {
                    sheet.Text(column, _lists[column][row], CellStyle.Plain);
                }
            }
        }

        sheet.Complete();
    }

    private int PlaceOf(FactDefinition fact)
    {
        ImmutableArray<string> names = NamesOf(fact);
        return _lists.FindIndex(1, list => list.SequenceEqual(names, StringComparer.Ordinal));
    }

    private string Reference(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Sheet}!${CellReference.Letters(column)}$1:${CellReference.Letters(column)}${_lists[column].Length}");
}
