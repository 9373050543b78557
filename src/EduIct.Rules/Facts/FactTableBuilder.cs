using System.Collections.Immutable;
using System.Globalization;
using EduIct.Expressions;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Facts;

/// <summary>Gathers reported facts into columns and finds all that cannot be. Not safe for use by several threads at once.</summary>
/// <remarks>Where a fact of a unit is reported more than once, the report of the later day holds; one without a day is older than all.</remarks>
public sealed class FactTableBuilder
{
    /// <summary>The largest count: more than all of the country has, and small enough for any sum.</summary>
    public const long LargestCount = 1_000_000_000;

    private const int MostIssues = 10_000;

    private readonly FactDictionary _dictionary;
    private readonly string _source;
    private readonly List<FactUnit> _units = [];
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<int> _lines = [];
    private readonly List<int> _rowDays = [];
    private readonly CelColumn?[] _columns;
    private readonly int[]?[] _cellDays;
    private readonly SourcePlace?[] _columnPlaces;
    private readonly List<Issue> _issues = [];
    private long _issueCount;
    private int _capacity = 1024;

    /// <summary>Begins a table.</summary>
    /// <param name="dictionary">The facts.</param>
    /// <param name="source">Name of the file or the collection, for the places of faults.</param>
    public FactTableBuilder(FactDictionary dictionary, string source)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        _dictionary = dictionary;
        _source = source;
        _columns = new CelColumn?[dictionary.Definitions.Length];
        _cellDays = new int[]?[_columns.Length];
        _columnPlaces = new SourcePlace?[_columns.Length];
    }

    /// <summary>The number of units so far.</summary>
    public int Rows => _units.Count;

    /// <summary>The row of a unit: a new one, or the one that it has.</summary>
    /// <param name="unit">The unit. What a later report of the same code says of its kind, name and place must agree with what is known.</param>
    /// <param name="reported">The day for which its facts are reported; null for not said.</param>
    /// <param name="line">Where it stands in the source, from 1.</param>
    public int AddUnit(FactUnit unit, LocalDate? reported = null, int line = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        int day = ReportedDays.Of(reported);
        if (!_rows.TryGetValue(unit.Code, out int row))
        {
            row = _units.Count;
            _rows.Add(unit.Code, row);
            _units.Add(unit);
            _lines.Add(line);
            _rowDays.Add(day);
            if (row == _capacity)
            {
                Grow();
            }

            return row;
        }

        FactUnit known = _units[row];
        if (known.Kind != UnitKind.Unknown && unit.Kind != UnitKind.Unknown && known.Kind != unit.Kind)
        {
            Fault("unit-kind", Place(line), $"Đơn vị '{unit.Code}' ở trên là '{known.Kind}', ở đây là '{unit.Kind}'.", $"The unit '{unit.Code}' is '{known.Kind}' above and '{unit.Kind}' here.");
        }

        _units[row] = known with
        {
            Kind = known.Kind == UnitKind.Unknown ? unit.Kind : known.Kind,
            Parent = known.Parent ?? unit.Parent,
            Department = known.Department ?? unit.Department,
        };
        return row;
    }

    /// <summary>The row of a unit that was added.</summary>
    /// <param name="code">Its code as the report has it.</param>
    /// <param name="row">From 0.</param>
    public bool TryFindRow(string code, out int row) => _rows.TryGetValue(code, out row);

    /// <summary>The place of a fact among the columns, or a fault.</summary>
    /// <param name="fact">Its id, or its label in either language.</param>
    /// <param name="place">Where it is named.</param>
    /// <returns>Null for an unknown fact; told.</returns>
    public int? FindFact(string fact, SourcePlace place)
    {
        if (_dictionary.TrySlot(fact, out int slot) || _dictionary.TrySlotOfLabel(fact, out slot))
        {
            _columnPlaces[slot] ??= place;
            return slot;
        }

        FactDefinition? near = _dictionary.Nearest(fact);
        string hintVi = near is null ? "" : $" Có phải '{near.Id}'?", hintEn = near is null ? "" : $" Is it '{near.Id}'?";
        Fault("unknown-id", place, $"Không có dữ kiện '{fact}'.{hintVi}", $"There is no fact '{fact}'.{hintEn}");
        return null;
    }

    /// <summary>Reports a value as text: counts as digits, numbers with a point, days as <c>2008-10-20</c>, yes and no as có/không, yes/no, true/false or
    /// 1/0. A blank text reports nothing.</summary>
    /// <param name="row">The unit's row.</param>
    /// <param name="fact">The place of <see cref="FindFact"/>.</param>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="reported">The day for which it is reported; null for the one of the row.</param>
    public void Report(int row, int fact, ReadOnlySpan<char> text, SourcePlace place, LocalDate? reported = null)
    {
        text = text.Trim();
        if (text.IsEmpty)
        {
            return;
        }

        if (FactText.Parse(_dictionary.Definitions[fact], text, out LocalizedText fault) is { } value)
        {
            Report(row, fact, value, place, reported);
        }
        else
        {
            Fault("value", place, fault.Vi, fault.En);
        }
    }

    /// <summary>Reports a value.</summary>
    /// <param name="row">The unit's row.</param>
    /// <param name="fact">The place of <see cref="FindFact"/>.</param>
    /// <param name="value">An int for a count, a double, a bool, a string, or a timestamp at the beginning of a day in UTC.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="reported">The day for which it is reported; null for the one of the row.</param>
    public void Report(int row, int fact, CelValue value, SourcePlace place, LocalDate? reported = null)
    {
        FactDefinition definition = _dictionary.Definitions[fact];
        if (FactText.Check(definition, value) is { } wrong)
        {
            Fault("value", place, wrong.Vi, wrong.En);
            return;
        }

        UnitKind kind = _units[row].Kind;
        if (!definition.Kinds.IsEmpty && kind != UnitKind.Unknown && !definition.Kinds.Any(kind.IsOrTeaches))
        {
            Fault("not-for-kind", place, $"'{definition.Id}' không dùng cho loại '{kind}'.", $"'{definition.Id}' is not for the kind '{kind}'.");
            return;
        }

        CelColumn column = _columns[fact] ??= CelColumn.For(FactDictionary.TypeOf(definition.Type), _capacity);
        int day = reported is null ? _rowDays[row] : ReportedDays.Of(reported);
        if (column[row] is { } before)
        {
            int dayBefore = _cellDays[fact] is { } days && days[row] != ReportedDays.None ? days[row] : _rowDays[row];
            if (dayBefore == day && !before.Equals(value))
            {
                Fault(
                    "conflict", place, $"'{definition.Id}' của '{_units[row].Code}' đã báo cáo khác cho cùng ngày.",
                    $"'{definition.Id}' of '{_units[row].Code}' was reported otherwise for the same day.");
            }

            if (dayBefore >= day)
            {
                return;
            }
        }

        column.Set(row, value);
        if (day != _rowDays[row])
        {
            (_cellDays[fact] ??= new int[_capacity])[row] = day;
        }
    }

    /// <summary>Tells a fault that a reader found.</summary>
    public void Fault(Issue issue)
    {
        _issueCount++;
        if (_issues.Count < MostIssues)
        {
            _issues.Add(issue);
        }
    }

    /// <summary>Ends the table. The builder must not be used after.</summary>
    public FactTableResult Build()
    {
        CheckParts();
        UnitPlaces.Inherit(_units, _rows);
        var order = RowOrder.Of(_units);
        var cells = new CelTable(_dictionary.Environment, _units.Count);
        for (int slot = 0; slot < _columns.Length; slot++)
        {
            cells[slot] = _columns[slot] is { } column ? order.Lay(column, _units.Count) : null;
        }

        (CelColumn kinds, CelColumn levels) = UnitColumns.Of(_units);
        (cells[_dictionary.KindSlot], cells[_dictionary.LevelsSlot]) = (order.Lay(kinds, _units.Count), order.Lay(levels, _units.Count));
        int[] rowDays = [.. _rowDays];
        return new FactTableResult(new FactTable(_dictionary, [.. _units], cells, order, rowDays, _cellDays), [.. _issues], _issueCount);
    }

    internal SourcePlace Place(int line, string? field = null) => new(_source, line > 0 ? line : null, Field: field);

    private void Fault(string code, SourcePlace place, string vi, string en) => Fault(new Issue("fact." + code, place, new LocalizedText(vi, en)));

    private void Grow()
    {
        _capacity *= 2;
        for (int slot = 0; slot < _columns.Length; slot++)
        {
            _columns[slot] = _columns[slot]?.Resized(_capacity);
            if (_cellDays[slot] is { } days)
            {
                Array.Resize(ref days, _capacity);
                _cellDays[slot] = days;
            }
        }
    }

    /// <summary>A part is not larger than its whole. Both were reported, so nobody knows which is wrong: both become unknown.</summary>
    private void CheckParts()
    {
        var wrong = new List<(int Row, int Part, int Whole)>();
        for (int part = 0; part < _columns.Length; part++)
        {
            if (_dictionary.Definitions[part].Within is not { } within || !_dictionary.TrySlot(within, out int whole)
                || _columns[part] is not { } parts || _columns[whole] is not { } wholes)
            {
                continue;
            }

            for (int row = 0; row < _units.Count; row++)
            {
                if (parts[row] is { } less && wholes[row] is { } more && less.AsInt() > more.AsInt())
                {
                    wrong.Add((row, part, whole));
                }
            }
        }

        foreach ((int row, int part, int whole) in wrong)
        {
            FactDefinition definition = _dictionary.Definitions[part];
            string less = Show(_columns[part]![row]), more = Show(_columns[whole]![row]);
            SourcePlace at = Place(_lines[row], definition.Id) with { Column = _columnPlaces[part]?.Column };
            Fault(
                "part-over-whole", at, $"'{definition.Id}' ({less}) lớn hơn '{definition.Within}' ({more}) của '{_units[row].Code}'.",
                $"'{definition.Id}' ({less}) is more than '{definition.Within}' ({more}) of '{_units[row].Code}'.");
        }

        foreach ((int row, int part, int whole) in wrong)
        {
            _columns[part]!.Forget(row);
            _columns[whole]!.Forget(row);
        }

        static string Show(CelValue? value) => value is { } known ? known.AsInt().ToString(CultureInfo.InvariantCulture) : "?";
    }
}
