using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Forms;

/// <summary>How the cells of a column are written.</summary>
internal sealed class FormColumnPlan
{
    private readonly FrozenSet<string> _items;
    private readonly bool _isAllBut;
    private readonly FrozenDictionary<string, string> _names;

    private FormColumnPlan(FormColumn column, CellStyle style, FrozenSet<string> items, bool isAllBut, FrozenDictionary<string, string> names)
    {
        Column = column;
        Style = style;
        _items = items;
        _isAllBut = isAllBut;
        _names = names;
    }

    /// <summary>What the form says of it.</summary>
    public FormColumn Column { get; }

    public CellStyle Style { get; }

    /// <summary>Whether its cells are whole numbers, or numbers.</summary>
    public bool IsNumber => Style is CellStyle.Number or CellStyle.Decimal;

    /// <summary>In characters; what fourteen columns need to stand on a sheet of A4 across.</summary>
    public double Width => Column.Shows switch
    {
        FormRowPart.RowNumber => 5,
        FormRowPart.UnitName => 24,
        _ when IsNumber => 8,
        _ when Column.Facts.Length > 0 => 20,
        _ when Column.Items.Length > 0 || Column.TakesOtherItems => 18,
        _ => 13,
    };

    public static ImmutableArray<FormColumnPlan> Of(IReadOnlyList<FormColumn> columns, FactDictionary facts, ImmutableArray<NeededItem> items)
    {
        FrozenSet<string> taken = columns.SelectMany(column => column.Items).ToFrozenSet(StringComparer.Ordinal);
        FrozenDictionary<string, string> itemNames = items.ToFrozenDictionary(item => item.Id, item => item.Label.Vi, StringComparer.Ordinal);
        return
        [
            .. columns.Select(column => new FormColumnPlan(
                column,
                StyleOf(column, facts),
                column.TakesOtherItems ? taken.Except(column.Items).ToFrozenSet(StringComparer.Ordinal) : column.Items.ToFrozenSet(StringComparer.Ordinal),
                column.TakesOtherItems,
                column.Facts.IsEmpty
                    ? itemNames
                    : column.Facts.ToFrozenDictionary(fact => fact, fact => facts.TryFind(fact, out FactDefinition? definition) ? definition.Label.Vi : fact, StringComparer.Ordinal))),
        ];
    }

    /// <summary>Whether the purchase of an item is told here.</summary>
    public bool TakesItem(string item) => _items.Contains(item) != _isAllBut;

    /// <summary>The name of a fact or an item that is told here.</summary>
    public string NameOf(string part) => _names.GetValueOrDefault(part, part);

    private static CellStyle StyleOf(FormColumn column, FactDictionary facts)
    {
        if (column.Shows == FormRowPart.RowNumber)
        {
            return CellStyle.RowNumber;
        }

        if (column.Fact is { } id && facts.TryFind(id, out FactDefinition? fact))
        {
            return fact.Type switch
            {
                FactType.Count => CellStyle.Number,
                FactType.Number or FactType.Percent => CellStyle.Decimal,
                FactType.Date => CellStyle.Date,
                _ => CellStyle.Text,
            };
        }

        return column.Items.Length > 0 && !column.IsInWords && !column.TakesOtherItems ? CellStyle.Number : CellStyle.Text;
    }
}
