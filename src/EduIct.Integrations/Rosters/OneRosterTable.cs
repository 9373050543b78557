using EduIct.Issues;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Rosters;

/// <summary>A file of the set whose header was checked: rows by the names of their columns.</summary>
internal sealed class OneRosterTable : IDisposable
{
    private readonly CsvTable _rows;
    private readonly IssueCollector _issues;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private bool _any;

    private OneRosterTable(CsvTable rows, IssueCollector issues) => (_rows, _issues) = (rows, issues);

    public int Line => _rows.Line;

    /// <summary>Whether a fault of this row was told.</summary>
    public bool IsFaulty { get; private set; }

    public bool HasBrokenRows => _rows.HasBrokenRows;

    /// <summary>A field; empty where the column is not there.</summary>
    public string this[string column] => _columns.TryGetValue(column, out int index) ? _rows[index] : "";

    /// <summary>Opens a file; null where its header cannot be used, which was told.</summary>
    public static OneRosterTable? Open(RosterFile file, OneRosterFile kind, IssueCollector issues)
    {
        var table = new OneRosterTable(new CsvTable(file, ",", issues), issues);
        if (table.ReadHeader(file, kind))
        {
            return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        IsFaulty = false;
        bool read = _rows.Read();
        _any |= read;
        if (!read && !_any && !_rows.HasBrokenRows)
        {
            _issues.Add("roster.no-rows", _rows.Place(-1) with { Line = 1 }, "Tệp không có dòng dữ liệu nào.", "The file has no data rows.");
        }

        return read;
    }

    /// <summary>Where a field of the row stands.</summary>
    public SourcePlace PlaceOf(string column) => _rows.Place(_columns.GetValueOrDefault(column, -1), column);

    /// <summary>A fault in a field of the row.</summary>
    public void Fault(string code, string column, string vi, string en)
    {
        IsFaulty = true;
        _issues.Add(code, PlaceOf(column), vi, en);
    }

    /// <summary>A field that repeats in many rows; null where it is empty.</summary>
    public string? Shared(string column) => _columns.TryGetValue(column, out int index) ? _rows.Shared(index) : null;

    /// <summary>A field that has to be there; null where it is empty, which is told.</summary>
    public string? Required(string column)
    {
        string value = this[column];
        if (value.Length > 0)
        {
            return value;
        }

        Fault("roster.blank", column, $"Thiếu '{column}'.", $"'{column}' is blank.");
        return null;
    }

    /// <summary>The row's own identifier; null where it is not one, which is told.</summary>
    public string? SourcedId()
    {
        if (Required("sourcedId") is not { } id)
        {
            return null;
        }

        // OneRoster 1.2 CSV binding, section on GUIDs: fewer than 256 of 0-9 a-z A-Z . - _ / @
        if (id.Length < 256 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '@'))
        {
            return id;
        }

        Fault("roster.bad-id", "sourcedId", $"'{id}' không phải là sourcedId (0-9 a-z A-Z . - _ / @, dưới 256 ký tự).", $"'{id}' is not a sourcedId (0-9 a-z A-Z . - _ / @, fewer than 256).");
        return null;
    }

    /// <summary>Whether a field is empty or one of the values.</summary>
    public bool OneOf(string column, params ReadOnlySpan<string> values)
    {
        string value = this[column];
        foreach (string known in values)
        {
            if (value == known)
            {
                return true;
            }
        }

        Fault("roster.bad-value", column, $"'{value}' không thuộc: {string.Join(", ", values)}.", $"'{value}' is none of: {string.Join(", ", values)}.");
        return false;
    }

    /// <summary>A date; null where it is empty or wrong, which is told.</summary>
    public LocalDate? Date(string column)
    {
        string value = this[column];
        if (value.Length == 0)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(value).TryGetValue(default, out LocalDate date))
        {
            return date;
        }

        Fault("roster.bad-date", column, $"'{value}' không phải là ngày dạng 2012-09-05.", $"'{value}' is not a date as 2012-09-05.");
        return null;
    }

    /// <summary>Whether the row holds on a day, by its <c>beginDate</c> and <c>endDate</c>.</summary>
    public bool HoldsOn(LocalDate day)
    {
        LocalDate? begin = Date("beginDate");
        LocalDate? end = Date("endDate");
        return !(begin > day) && !(end < day);
    }

    public void Dispose() => _rows.Dispose();

    private bool ReadHeader(RosterFile file, OneRosterFile kind)
    {
        if (!_rows.Read())
        {
            _issues.Add("roster.no-header", new SourcePlace(file.Shown, 1), "Tệp trống.", "The file is empty.");
            return false;
        }

        bool good = true;
        for (int column = 0; column < _rows.Count; column++)
        {
            string header = _rows[column];
            if (!_columns.TryAdd(header, column))
            {
                _issues.Add("roster.duplicate-header", _rows.Place(column, header), $"Cột '{header}' có hai lần.", $"The column '{header}' stands twice.");
                good = false;
            }
            else if (!kind.Columns.Contains(header) && !header.StartsWith("metadata.", StringComparison.Ordinal))
            {
                _issues.Add("roster.unknown-header", _rows.Place(column, header),
                    $"Cột lạ '{header}' (cột riêng phải bắt đầu bằng 'metadata.'; chữ hoa khác chữ thường).",
                    $"Unknown column '{header}' (columns of one's own begin with 'metadata.'; upper and lower case differ).");
            }
        }

        foreach (string missing in kind.RequiredColumns.Where(header => !_columns.ContainsKey(header)).Order(StringComparer.Ordinal))
        {
            _issues.Add("roster.missing-header", _rows.Place(-1, missing), $"Thiếu cột '{missing}'.", $"The column '{missing}' is missing.");
            good = false;
        }

        _rows.FixWidth(_rows.Count);
        return good;
    }
}
