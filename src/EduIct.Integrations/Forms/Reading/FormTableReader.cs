using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Forms;

/// <summary>Reads the rows of one sheet below the header of a form.</summary>
internal sealed class FormTableReader
{
    private readonly SheetGrid _sheet;
    private readonly FormColumns _columns;
    private readonly DoubtList _doubts;
    private readonly FactDictionary _facts;
    private readonly IReadOnlyList<FormColumn> _leaves;
    private readonly ImmutableArray<FormColumnPlan> _plans;
    private readonly int _name, _number;
    private readonly Dictionary<string, long> _all = new(StringComparer.Ordinal), _group = new(StringComparer.Ordinal);

    public FormTableReader(DirectiveLibrary library, ReportForm form, SheetGrid sheet, FormColumns columns, DoubtList doubts)
    {
        (_sheet, _columns, _doubts, _facts) = (sheet, columns, doubts, library.Facts);
        _leaves = new FormHeader(form.Columns).Leaves;
        _plans = FormColumnPlan.Of(_leaves, library.Facts, library.Items);
        _name = PlaceOf(FormRowPart.UnitName);
        _number = PlaceOf(FormRowPart.RowNumber);
    }

    /// <summary>The units of the sheet.</summary>
    /// <param name="seen">The codes that were there before, in any sheet of the file.</param>
    public IEnumerable<FormReadRow> Read(HashSet<string> seen)
    {
        for (int leaf = 0; leaf < _leaves.Count; leaf++)
        {
            if (_columns.Leaves[leaf] < 0 && (_leaves[leaf].Fact is not null || !_leaves[leaf].Facts.IsEmpty || _leaves[leaf].Shows == FormRowPart.UnitName))
            {
                _doubts.Add("forms.column-missing", _sheet, Math.Max(0, _columns.FirstRow - 1), 0, $"Không thấy cột '{_leaves[leaf].Title.Vi}'.", $"The column '{_leaves[leaf].Title.Vi}' is not found.");
            }
        }

        for (int row = _columns.FirstRow; _name >= 0 && row < _sheet.Rows; row++)
        {
            if (ReadRow(row, seen) is { } read)
            {
                yield return read;
            }
        }
    }

    private FormReadRow? ReadRow(int row, HashSet<string> seen)
    {
        string name = _sheet.TextAt(row, _name), plain = PlainText.Of(name), code = _columns.Code < 0 ? "" : _sheet[row, _columns.Code]?.Text ?? "";
        if (code.Length == 0 && IsSum(plain))
        {
            CheckSums(row, plain.StartsWith("tong", StringComparison.Ordinal));
            return null;
        }

        bool hasValues = Enumerable.Range(0, _leaves.Count).Any(leaf => IsFact(leaf) && _sheet[row, _columns.Leaves[leaf]] is not null);
        if (plain.Length == 0)
        {
            // A signature, a note below the table; but figures without a name are somebody's.
            if (hasValues && Enumerable.Range(0, _leaves.Count).Any(leaf => IsFact(leaf) && _sheet[row, _columns.Leaves[leaf]]?.Number is not null))
            {
                _doubts.Add("forms.no-unit", _sheet, row, _name, "Dòng có số liệu nhưng không có tên đơn vị; bỏ qua.", "The row has figures and no unit; passed over.");
            }

            return null;
        }

        if (plain == PlainText.Of(_leaves.First(leaf => leaf.Shows == FormRowPart.UnitName).Title.Vi) || IsGroup(row, code, hasValues))
        {
            return null;
        }

        string key = code.Length > 0 ? code : name;
        if (!seen.Add(code.Length > 0 ? code : plain))
        {
            _doubts.Add("forms.unit-twice", _sheet, row, _name, $"Đơn vị '{key}' đã có ở trên; dòng này bị bỏ qua.", $"The unit '{key}' stands above already; this row is passed over.");
            return null;
        }

        var values = ImmutableArray.CreateBuilder<FormReadValue>();
        for (int leaf = 0; leaf < _leaves.Count; leaf++)
        {
            int column = _columns.Leaves[leaf];
            if (column >= 0 && _sheet[row, column] is { } cell)
            {
                if (_leaves[leaf].Fact is { } id && _facts.TryFind(id, out FactDefinition? fact))
                {
                    Take(fact, CellReading.Read(fact, cell), row, column, values);
                }
                else if (!_leaves[leaf].Facts.IsEmpty)
                {
                    ReadWords(leaf, cell, row, column, values);
                }
            }
        }

        return new FormReadRow(new FactUnit(key, UnitKind.Unknown, name), values.ToImmutable());
    }

    // Told in words, a line each: "Máy quét: 2".
    private void ReadWords(int leaf, GridCell cell, int row, int column, ImmutableArray<FormReadValue>.Builder values)
    {
        foreach (string line in cell.Text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.LastIndexOf(':');
            string label = PlainText.Of(colon < 0 ? line : line[..colon]);
            string? id = _leaves[leaf].Facts.FirstOrDefault(fact => PlainText.Of(_plans[leaf].NameOf(fact)) == label);
            if (colon < 0 || id is null || !_facts.TryFind(id, out FactDefinition? fact))
            {
                _doubts.Add("forms.words", _sheet, row, column, $"Không hiểu '{Shown(line)}'; bỏ qua.", $"'{Shown(line)}' is not understood; passed over.");
                continue;
            }

            Take(fact, CellReading.Read(fact, new GridCell(line[(colon + 1)..].Trim()) { IsFormula = cell.IsFormula }), row, column, values);
        }
    }

    private void Take(FactDefinition fact, ReadValue read, int row, int column, ImmutableArray<FormReadValue>.Builder values)
    {
        if (read.Doubt is { } doubt)
        {
            _doubts.Add("forms.value", _doubts.Place(_sheet, row, column), doubt);
        }

        if (read.Text is not { } text)
        {
            return;
        }

        if (text.StartsWith('-'))
        {
            _doubts.Add("forms.negative", _sheet, row, column, $"Số âm {text}; bỏ qua.", $"The negative number {text}; passed over.");
            return;
        }

        values.Add(new FormReadValue(fact.Id, text, _doubts.Place(_sheet, row, column)));
        if (fact.Type == FactType.Count && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out long count))
        {
            string key = Key(fact.Id, column);
            _all[key] = _all.GetValueOrDefault(key) + count;
            _group[key] = _group.GetValueOrDefault(key) + count;
        }
    }

    // Only columns of one number have a sum that can be compared.
    private void CheckSums(int row, bool isAll)
    {
        for (int leaf = 0; leaf < _leaves.Count; leaf++)
        {
            int column = _columns.Leaves[leaf];
            if (column >= 0 && _leaves[leaf].Fact is { } id && _facts.TryFind(id, out FactDefinition? fact) && fact.Type == FactType.Count
                && _sheet[row, column] is { } cell && CellReading.Read(fact, cell).Text is { } text)
            {
                long sum = (isAll ? _all : _group).GetValueOrDefault(Key(id, column));
                if (text != sum.ToString(System.Globalization.CultureInfo.InvariantCulture))
                {
                    _doubts.Add("forms.sum", _sheet, row, column, $"Dòng cộng ghi {text} nhưng các dòng trên cộng lại là {sum}.", $"The sum says {text}, the rows above add up to {sum}.");
                }
            }
        }

        _group.Clear();
    }

    // A heading has a Roman number or none, and says nothing else.
    private bool IsGroup(int row, string code, bool hasValues) =>
        code.Length == 0 && !hasValues && (_number < 0 || _sheet[row, _number] is not { } number || number.Text.All(c => "IVXLCDM".Contains(c, StringComparison.Ordinal)));

    private static bool IsSum(string plain) => plain.StartsWith("tong cong", StringComparison.Ordinal) || plain == "tong" || plain == "cong" || plain.StartsWith("cong ", StringComparison.Ordinal);

    private bool IsFact(int leaf) => _columns.Leaves[leaf] >= 0 && (_leaves[leaf].Fact is not null || !_leaves[leaf].Facts.IsEmpty);

    private int PlaceOf(FormRowPart part)
    {
        for (int leaf = 0; leaf < _leaves.Count; leaf++)
        {
            if (_leaves[leaf].Shows == part)
            {
                return _columns.Leaves[leaf];
            }
        }

        return -1;
    }

    private static string Key(string fact, int column) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fact}@{column}");

    private static string Shown(string text) => text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "…") : text;
}
