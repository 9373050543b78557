using System.Collections.Immutable;
using System.Globalization;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using NodaTime;

namespace EduIct.Forms;

/// <summary>Writes the rows below the header of a form, and sums them up as they pass: for the whole, and for the group of the row.</summary>
internal sealed class FormTable(SheetWriter sheet, ImmutableArray<FormColumnPlan> columns)
{
    private static readonly NumberFormatInfo s_vietnamese = new() { NumberDecimalSeparator = "," };

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

        sheet.StartRow();
        _units++;
        _number++;
        for (int column = 0; column < columns.Length; column++)
        {
            Cell(column, row);
        }

        sheet.Text(columns.Length, row.Unit.Code, CellStyle.Text);
    }

    /// <summary>Writes a row to be filled in.</summary>
    public void Blank(long? number, string name)
    {
        sheet.StartRow();
        for (int column = 0; column < columns.Length; column++)
        {
            FormColumnPlan plan = columns[column];
            switch (plan.Column.Shows)
            {
                case FormRowPart.RowNumber when number is { } n:
                    sheet.Number(column, n, plan.Style);
                    break;
                case FormRowPart.UnitName:
                    sheet.Text(column, name, plan.Style);
                    break;
                default:
                    sheet.Empty(column, plan.Style);
                    break;
            }
        }

        sheet.Empty(columns.Length, CellStyle.Text);
    }

    /// <summary>Writes the sums: of the last group, and of all where there is more than one row to sum up.</summary>
    public void Complete()
    {
        EndGroup();
        if (_units > 1)
        {
            Sums("Tổng cộng", _whole, CellStyle.TotalText, CellStyle.TotalNumber);
        }
    }

    private void StartGroup(FormGroup group)
    {
        _groups++;
        sheet.StartRow();
        for (int column = 0; column < columns.Length; column++)
        {
            sheet.Text(
                column,
                columns[column].Column.Shows switch
                {
                    FormRowPart.RowNumber => Roman(_groups),
                    FormRowPart.UnitName => group.Name,
                    _ => null,
                },
                CellStyle.GroupText);
        }
    }

    private void EndGroup()
    {
        if (_group is not null)
        {
            Sums("Cộng " + _group.Name, _part, CellStyle.GroupText, CellStyle.GroupNumber);
            _part.Clear();
        }
    }

    private void Sums(string name, FormSums sums, CellStyle text, CellStyle number)
    {
        sheet.StartRow();
        for (int column = 0; column < columns.Length; column++)
        {
            FormColumnPlan plan = columns[column];
            if (plan.Column.Shows == FormRowPart.UnitName)
            {
                sheet.Text(column, name, text);
            }
            else if (plan.IsNumber && sums.Number(column) is { } sum)
            {
                sheet.Number(column, sum, number);
            }
            else
            {
                sheet.Text(column, plan.IsNumber ? null : Join(sums.Parts(column).Select(part => (plan.NameOf(part.Part), Shown(part.Sum)))), text);
            }
        }
    }

    private void Cell(int column, FormRow row)
    {
        FormColumnPlan plan = columns[column];
        if (plan.Column.Shows == FormRowPart.RowNumber)
        {
            sheet.Number(column, _number, plan.Style);
        }
        else if (plan.Column.Shows == FormRowPart.UnitName)
        {
            sheet.Text(column, row.Unit.Name, plan.Style);
        }
        else if (plan.Column.Fact is { } fact)
        {
            Fact(column, fact, row.FactOf(fact));
        }
        else if (!plan.Column.Facts.IsEmpty)
        {
            sheet.Text(column, Words(column, row), plan.Style);
        }
        else
        {
            Needs(column, row.Needs);
        }
    }

    private void Fact(int column, string fact, CelValue? reported)
    {
        FormColumnPlan plan = columns[column];
        if (reported is not { } value || value.Kind == CelKind.Unknown)
        {
            _blank++;
            sheet.Empty(column, plan.Style);
            return;
        }

        switch (value.Kind)
        {
            case CelKind.Int:
                Add(column, fact, value.AsInt());
                sheet.Number(column, value.AsInt(), plan.Style);
                break;
            case CelKind.Double:
                sheet.Number(column, value.AsDouble(), plan.Style);
                break;
            case CelKind.Timestamp:
                sheet.Date(column, value.AsTimestamp().InUtc().Date, plan.Style);
                break;
            default:
                sheet.Text(column, Shown(value), plan.Style);
                break;
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

            parts.Add((columns[column].NameOf(fact), Shown(value)));
        }

        return Join(parts);
    }

    private void Needs(int column, ImmutableArray<Purchase> needs)
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
                (parts ??= []).Add((purchase.Item.Label.Vi, Shown(purchase.Quantity)));
            }
        }

        // Nothing to buy is blank, not 0: it may be that too little is known to say so.
        if (plan.IsNumber && sum > 0)
        {
            sheet.Number(column, sum, plan.Style);
        }
        else
        {
            sheet.Text(column, plan.IsNumber || parts is null ? null : Join(parts), plan.Style);
        }
    }

    private void Add(int column, string part, long quantity)
    {
        _whole.Add(column, part, quantity);
        if (_group is not null)
        {
            _part.Add(column, part, quantity);
        }
    }

    private static string Join(IEnumerable<(string Name, string Value)> parts) => string.Join("; ", parts.Select(part => $"{part.Name}: {part.Value}"));

    private static string Shown(CelValue value) => value.Kind switch
    {
        CelKind.Int => Shown(value.AsInt()),
        CelKind.Double => value.AsDouble().ToString("0.##", s_vietnamese),
        CelKind.Bool => value.IsTrue ? FormAnswers.Yes : FormAnswers.No,
        CelKind.Timestamp => value.AsTimestamp().InUtc().Date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture),
        _ => value.AsString(),
    };

    // No separators: these words are read back.
    private static string Shown(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int number)
    {
        ReadOnlySpan<(int Value, string Sign)> signs =
            [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        if (number >= 4000)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        string roman = "";
        foreach ((int value, string sign) in signs)
        {
            for (; number >= value; number -= value)
            {
                roman += sign;
            }
        }

        return roman;
    }
}
