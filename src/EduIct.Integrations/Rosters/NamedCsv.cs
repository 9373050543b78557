using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>A CSV (RFC 4180; UTF-8; comma, semicolon or tab) whose first line names its columns, found without regard to case or order.</summary>
internal sealed class NamedCsv : IDisposable
{
    private readonly CsvTable _table;
    private readonly Dictionary<string, int> _columns;

    private NamedCsv(CsvTable table, Dictionary<string, int> columns, ImmutableArray<(int, string)> others) => (_table, _columns, Others) = (table, columns, others);

    /// <summary>The columns of other names, in their order.</summary>
    public ImmutableArray<(int Column, string Header)> Others { get; }

    /// <summary>Whether rows were passed over because they are broken.</summary>
    public bool HasBrokenRows => _table.HasBrokenRows;

    /// <summary>A field of the row, trimmed; empty where the file has no such column.</summary>
    public string this[string column] => _columns.TryGetValue(column, out int index) ? _table[index] : "";

    /// <summary>A field of the row by its position.</summary>
    public string this[int column] => _table[column];

    /// <summary>Opens a file; null where it cannot be read as such, which is told.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">For each column the names that it may have in the header.</param>
    /// <param name="required">Columns without which the file is of no use.</param>
    /// <param name="area">What codes of faults begin with.</param>
    /// <param name="issues">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<NamedCsv?> OpenAsync(
        string path, IReadOnlyDictionary<string, string[]> names, IEnumerable<string> required, string area, IssueCollector issues, CancellationToken cancellationToken)
    {
        string shown = Path.GetFileName(path);
        var file = new RosterFile(shown, shown, () => File.OpenRead(path));
        if (await file.InspectAsync(issues, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var table = new CsvTable(file, CsvTable.DelimiterOf(file), issues, area);
        NamedCsv? opened = Open(table, shown, names, required, area, issues);
        if (opened is null)
        {
            table.Dispose();
        }

        return opened;
    }

    /// <summary>Goes to the next row that can be used.</summary>
    public bool Read() => _table.Read();

    /// <summary>Where a field of the row stands.</summary>
    public SourcePlace Place(string column) => _table.Place(_columns.GetValueOrDefault(column, -1), column);

    /// <summary>Where a field of the row stands.</summary>
    public SourcePlace Place(int column, string header) => _table.Place(column, header);

    public void Dispose() => _table.Dispose();

    private static NamedCsv? Open(
        CsvTable table, string shown, IReadOnlyDictionary<string, string[]> names, IEnumerable<string> required, string area, IssueCollector issues)
    {
        if (!table.Read())
        {
            issues.Add(area + ".empty", new SourcePlace(shown), "Tệp trống.", "The file is empty.");
            return null;
        }

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var others = ImmutableArray.CreateBuilder<(int, string)>();
        bool isGood = true;
        for (int index = 0; index < table.Count; index++)
        {
            string header = (index == 0 ? table[0].TrimStart('\uFEFF') : table[index]).Normalize();
            string? column = names.FirstOrDefault(pair => pair.Value.Contains(header, StringComparer.OrdinalIgnoreCase)).Key;
            if (column is null)
            {
                others.Add((index, header));
            }
            else if (!columns.TryAdd(column, index))
            {
                isGood = false;
                issues.Add(area + ".column-twice", table.Place(index, header), $"Cột '{header}' có hai lần.", $"The column '{header}' stands twice.");
            }
        }

        foreach (string column in required.Where(column => !columns.ContainsKey(column)))
        {
            isGood = false;
            issues.Add(area + ".no-column", new SourcePlace(shown, table.Line), $"Thiếu cột '{names[column][0]}'.", $"The column '{names[column][0]}' is missing.");
        }

        table.FixWidth(table.Count);
        return isGood ? new NamedCsv(table, columns, others.ToImmutable()) : null;
    }
}
