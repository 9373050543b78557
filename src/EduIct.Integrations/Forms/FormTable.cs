using System.Collections.Immutable;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;

namespace EduIct.Forms;

/// <summary>Writes the rows below the header of a form, and sums them up as they pass: for the whole, and for the group of the row.</summary>
internal sealed class FormTable(SheetWriter sheet, ImmutableArray<FormColumnPlan> columns)
{
    // Room to write by hand.
    private const double BlankHeight = 21;

    // Excel's own limit.
    private const double LargestHeight = 409;

    private readonly FormCell[] _cells = new FormCell[columns.Length];
    private readonly FormSums _whole = new(columns), _part = new(columns);
    private FormGroup? _group;
    private int _groups, _number, _units, _blank;

    public FormTally Tally => new(_units, _blank);

    /// <summary>Writes a unit's row, before it the sum of the last group and the heading of a new one where it begins one.</summary>
    public void Unit(FormRow row)
    {
        if (row.Group?.Code != _group?.Code)
        {
            EndGroup();
            _group = row.Group;
            _number = 0;
            if (_group is not null)
            {
                StartGroup(_group);
            }
        }

        _units++;
        _number++;
        for (int column = 0; column < columns.Length; column++)
        {
            _cells[column] = Cell(column, row);
        }

        Write(null, row.Unit.Code);
    }

    /// <summary>Writes a row to be filled in.</summary>
    public void Blank(long? number, string name)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            _cells[column] = new FormCell(columns[column].Style) { Whole = OfRow(column, FormRowPart.RowNumber, number), Text = OfRow(column, FormRowPart.UnitName, name) };
        }

        Write(BlankHeight, null);
    }

    /// <summary>Writes the sums: of the last group, and of all where there is more than one row to sum up.</summary>
    public void Complete()
    {
        EndGroup();
        if (_units > 1)
        {
            Sums(FormWords.Total, _whole, CellStyle.TotalText, CellStyle.TotalNumber);
        }
    }

    private void StartGroup(FormGroup group)
    {
        _groups++;
        for (int column = 0; column < columns.Length; column++)
        {
            _cells[column] = new FormCell(CellStyle.GroupText)
            {
                Text = OfRow(column, FormRowPart.UnitName, group.Name) ?? OfRow(column, FormRowPart.RowNumber, FormWords.Roman(_groups)),
            };
        }

        Write(null, null);
    }

    private void EndGroup()
    {
        if (_group is not null)
        {
            Sums(FormWords.SumOf(_group.Name), _part, CellStyle.GroupText, CellStyle.GroupNumber);
            _part.Clear();
        }
    }

    private void Sums(string name, FormSums sums, CellStyle text, CellStyle number)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            FormColumnPlan plan = columns[column];
            _cells[column] = plan.IsNumber
                ? new FormCell(number) { Whole = sums.Number(column) }
                : new FormCell(text) { Text = OfRow(column, FormRowPart.UnitName, name) ?? FormWords.Join(sums.Parts(column).Select(part => (plan.NameOf(part.Part), FormWords.Of(part.Sum)))) };
        }

        Write(null, null);
    }

    private void Write(double? height, string? code)
    {
        int lines = 1;
        for (int column = 0; column < columns.Length; column++)
        {
            if (_cells[column].Text is { Length: > 0 } text)
            {
                lines = Math.Max(lines, TextLines.Count(text, columns[column].Width, _cells[column].Style is CellStyle.GroupText or CellStyle.TotalText));
            }
        }

        sheet.StartRow(Math.Min(LargestHeight, Math.Max(height ?? 0, TextLines.Height(lines))));
        for (int column = 0; column < columns.Length; column++)
        {
            _cells[column].Write(sheet, column);
        }

        sheet.Text(columns.Length, code, CellStyle.Text);
    }

    private T? OfRow<T>(int column, FormRowPart part, T? value) => columns[column].Column.Shows == part ? value : default;

    private FormCell Cell(int column, FormRow row)
    {
        FormColumnPlan plan = columns[column];
        if (plan.Column.Shows is { } part)
        {
            return part == FormRowPart.RowNumber ? new FormCell(plan.Style) { Whole = _number } : new FormCell(plan.Style) { Text = row.Unit.Name };
        }

        return plan.Column.Fact is { } fact ? Fact(column, fact, row.FactOf(fact))
            : !plan.Column.Facts.IsEmpty ? new FormCell(plan.Style) { Text = Words(column, row) }
            : Needs(column, row.Needs);
    }

    private FormCell Fact(int column, string fact, CelValue? reported)
    {
        var cell = new FormCell(columns[column].Style);
        if (reported is not { } value || value.Kind == CelKind.Unknown)
        {
            _blank++;
            return cell;
        }

        switch (value.Kind)
        {
            case CelKind.Int:
                Add(column, fact, value.AsInt());
                return cell with { Whole = value.AsInt() };
            case CelKind.Double:
                return cell with { Number = value.AsDouble() };
            case CelKind.Timestamp:
                return cell with { Day = value.AsTimestamp().InUtc().Date };
            default:
                return cell with { Text = FormWords.Of(value) };
        }
    }

    private string Words(int column, FormRow row)
    {
        var parts = new List<(string Name, string Value)>();
        foreach (string fact in columns[column].Column.Facts)
        {
            if (row.FactOf(fact) is not { } value || value.Kind == CelKind.Unknown)
            {
                _blank++;
                continue;
            }

            if (value.Kind == CelKind.Int)
            {
                Add(column, fact, value.AsInt());
            }

            parts.Add((columns[column].NameOf(fact), FormWords.Of(value)));
        }

        return FormWords.Join(parts);
    }

    // Nothing to buy is blank, not 0: it may be that too little is known to say so.
    private FormCell Needs(int column, ImmutableArray<Purchase> needs)
    {
        FormColumnPlan plan = columns[column];
        long sum = 0;
        List<(string Name, string Value)>? parts = null;
        foreach (Purchase purchase in needs)
        {
            if (plan.TakesItem(purchase.Item.Id))
            {
                sum += purchase.Quantity;
                Add(column, purchase.Item.Id, purchase.Quantity);
                (parts ??= []).Add((purchase.Item.Label.Vi, FormWords.Of(purchase.Quantity)));
            }
        }

        return parts is null ? new FormCell(plan.Style)
            : plan.IsNumber ? new FormCell(plan.Style) { Whole = sum }
            : new FormCell(plan.Style) { Text = FormWords.Join(parts) };
    }

    private void Add(int column, string part, long quantity)
    {
        _whole.Add(column, part, quantity);
        if (_group is not null)
        {
            _part.Add(column, part, quantity);
        }
    }
}
