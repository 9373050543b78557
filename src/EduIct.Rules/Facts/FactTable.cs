using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Compliance;
using EduIct.Expressions;
using NodaTime;

namespace EduIct.Facts;

/// <summary>The facts of many units as typed columns, with a bit for each value that says whether it was reported. Immutable; safe to share between
/// threads. Made by <see cref="FactTableBuilder"/> or <see cref="FactMap{T}"/>.</summary>
public sealed class FactTable
{
    private readonly FrozenDictionary<string, int> _rows;
    private readonly int[] _rowDays;
    private readonly int[]?[] _cellDays;

    internal FactTable(FactDictionary dictionary, ImmutableArray<FactUnit> units, CelTable cells, RowOrder order, int[] rowDays, int[]?[] cellDays)
    {
        Dictionary = dictionary;
        Units = units;
        Cells = cells;
        Order = order;
        Masks = new RowMasks(units, order);
        _rowDays = rowDays;
        _cellDays = cellDays;
        _rows = units.Select((unit, row) => (unit.Code, row)).ToFrozenDictionary(pair => pair.Code, pair => pair.row, StringComparer.Ordinal);
    }

    /// <summary>What the columns can be.</summary>
    public FactDictionary Dictionary { get; }

    /// <summary>The unit of each row.</summary>
    public ImmutableArray<FactUnit> Units { get; }

    /// <summary>The columns, in which the rows lie in the order of <see cref="Order"/>.</summary>
    internal CelTable Cells { get; }

    internal RowOrder Order { get; }

    internal RowMasks Masks { get; }

    /// <summary>The value of a fact: <c>int</c> for counts, <c>double</c>, <c>bool</c>, <c>string</c>, or a timestamp at the beginning of the day in UTC;
    /// null where nobody reported it.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact.</exception>
    public CelValue? this[int row, string fact] => Cells[Slot(fact)]?[Order[row]];

    /// <summary>The day for which a fact was reported; null where it was not, or without a day.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact.</exception>
    public LocalDate? Reported(int row, string fact)
    {
        int slot = Slot(fact);
        return Cells[slot]?[Order[row]] is null ? null : ReportedDays.ToDate(_cellDays[slot] is { } days && days[row] != ReportedDays.None ? days[row] : _rowDays[row]);
    }

    /// <summary>The row of a unit.</summary>
    /// <param name="code">Its code as the report has it.</param>
    /// <param name="row">From 0.</param>
    public bool TryFindRow(string code, out int row) => _rows.TryGetValue(code, out row);

    /// <summary>Puts all facts of one row where the variables are.</summary>
    internal void LoadAll(int row, CelFacts facts) => Cells.LoadAll(Order[row], facts);

    private int Slot(string fact) => Dictionary.TrySlot(fact, out int slot) ? slot : throw new ArgumentException($"The dictionary has no fact '{fact}'.", nameof(fact));
}
