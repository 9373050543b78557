using System.Collections.Frozen;
using EduIct.Issues;
using EduIct.Rosters;
using NodaTime;

namespace EduIct.Facts;

/// <summary>Facts in a CSV, one row a unit or one row a fact.</summary>
internal static class FactCsv
{
    private static readonly FrozenSet<string> s_unitColumns =
        new[] { "unit", "kind", "name", "parent", "so", "reported" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Read(RosterFile file, FactRows rows, IssueCollector issues, CancellationToken cancellationToken)
    {
        using var table = new CsvTable(file, CsvTable.DelimiterOf(file), issues, "fact");
        if (!table.Read())
        {
            rows.Fault("empty", new SourcePlace(rows.Source), "Tệp trống.", "The file is empty.");
            return;
        }

        string[] header = [.. Enumerable.Range(0, table.Count).Select(column => column == 0 ? table[0].TrimStart('\uFEFF') : table[column])];
        table.FixWidth(header.Length);
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var facts = new List<(int Column, int Fact)>();
        bool isLong = header.Contains("fact", StringComparer.OrdinalIgnoreCase) && header.Contains("value", StringComparer.OrdinalIgnoreCase);
        for (int column = 0; column < header.Length; column++)
        {
            string name = header[column];
            bool isKnown = s_unitColumns.Contains(name) || (isLong && name.ToLowerInvariant() is "fact" or "value");
            if (name.Length > 0 && isKnown && !columns.TryAdd(name, column))
            {
                rows.Fault("column-twice", table.Place(column, name), $"Cột '{name}' có hai lần.", $"The column '{name}' stands twice.");
            }
            else if (!isKnown && rows.RefusesOtherColumns && rows.Builder.FindFact(name, table.Place(column, name)) is { } fact && rows.TakesFacts)
            {
                facts.Add((column, fact));
            }
        }

        if (!columns.ContainsKey("unit"))
        {
            rows.Fault("no-unit-column", new SourcePlace(rows.Source, table.Line), "Thiếu cột 'unit' (mã đơn vị).", "The column 'unit' (the code) is missing.");
            return;
        }

        var places = new Dictionary<string, int?>(StringComparer.Ordinal);
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            LocalDate? reported = rows.Day(Text("reported"), PlaceOf);
            if (rows.Unit(table[columns["unit"]], Text("kind"), Text("name"), Text("parent"), Text("so"), isLong ? null : reported, table.Line, PlaceOf) is not { } row)
            {
                continue;
            }

            foreach ((int column, int fact) in facts)
            {
                rows.Builder.Report(row, fact, table[column], table.Place(column, header[column]));
            }

            if (isLong && rows.TakesFacts)
            {
                string id = table[columns["fact"]];
                if (!places.TryGetValue(id, out int? fact))
                {
                    places[id] = fact = rows.Builder.FindFact(id, table.Place(columns["fact"], id));
                }

                if (fact is { } known)
                {
                    rows.Builder.Report(row, known, table[columns["value"]], table.Place(columns["value"], id), reported);
                }
            }
        }

        string? Text(string name) => columns.TryGetValue(name, out int column) ? table.Shared(column) : null;

        SourcePlace PlaceOf(string name) => table.Place(columns.GetValueOrDefault(name, -1), name);
    }
}
