using System.Buffers;
using System.Text;
using EduIct.Issues;
using EduIct.Rosters;

namespace EduIct.Facts;

/// <summary>
/// Reads facts from CSV and JSON files. In a CSV the columns <c>unit</c>, <c>kind</c>, <c>name</c>, <c>parent</c>, <c>so</c> (the TenSo of the Sở) and
/// <c>reported</c> say of whom and when; every other column is a fact by its id or its label (one row a unit), or there are the columns <c>fact</c> and
/// <c>value</c> (one row a fact). A JSON file is an array of objects with the same names and <c>facts</c>: an object of values, or of
/// <c>{"value": …, "reported": …}</c>. What is blank or null was not reported.
/// </summary>
public static class FactReader
{
    private const int MostIssues = 1000;

    /// <summary>Reads a file of facts.</summary>
    /// <param name="factsFile">The file; CSV (RFC 4180; UTF-8; comma, semicolon or tab) or JSON, told apart by the first character.</param>
    /// <param name="unitsFile">The units: a CSV or JSON file with the same columns but facts, or a OneRoster set (a folder or a zip); null where the facts' file says all of them. With it,
    /// facts of other units are faults, and units without facts are there with nothing known.</param>
    /// <param name="dictionary">The facts that there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static async Task<FactTableResult> ReadAsync(string factsFile, string? unitsFile, FactDictionary dictionary, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(factsFile);
        ArgumentNullException.ThrowIfNull(dictionary);
        var builder = new FactTableBuilder(dictionary, Path.GetFileName(factsFile));
        if (unitsFile is not null)
        {
            await ReadUnitsAsync(unitsFile, builder, knowsItsColumns: false, cancellationToken).ConfigureAwait(false);
        }

        await ReadAsync(factsFile, new FactRows(builder, Path.GetFileName(factsFile), takesUnits: unitsFile is null, takesFacts: true), cancellationToken).ConfigureAwait(false);
        return builder.Build();
    }

    /// <summary>Reads a file of units alone: columns of facts are passed over, and others are faults.</summary>
    /// <param name="unitsFile">A CSV or JSON file with the columns of a unit, or a OneRoster set (a folder or a zip), of which only the orgs are read.</param>
    /// <param name="dictionary">The facts that there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<FactTableResult> ReadUnitsAsync(string unitsFile, FactDictionary dictionary, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unitsFile);
        ArgumentNullException.ThrowIfNull(dictionary);
        var builder = new FactTableBuilder(dictionary, Path.GetFileName(Path.TrimEndingDirectorySeparator(unitsFile)));
        await ReadUnitsAsync(unitsFile, builder, knowsItsColumns: true, cancellationToken).ConfigureAwait(false);
        return builder.Build();
    }

    private static Task ReadUnitsAsync(string path, FactTableBuilder builder, bool knowsItsColumns, CancellationToken cancellationToken) => OneRosterUnits.IsSet(path)
        ? OneRosterUnits.ReadAsync(path, builder, cancellationToken)
        : ReadAsync(path, new FactRows(builder, Path.GetFileName(path), takesUnits: true, takesFacts: false, knowsItsColumns), cancellationToken);

    private static async Task ReadAsync(string path, FactRows rows, CancellationToken cancellationToken)
    {
        var file = new RosterFile(rows.Source, rows.Source, () => File.OpenRead(path));
        var issues = new IssueCollector(rows.Source, MostIssues);
        bool isText = await file.InspectAsync(issues, cancellationToken).ConfigureAwait(false) is not null;
        if (isText)
        {
            if (IsJson(path))
            {
                await FactJson.ReadAsync(path, rows, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                FactCsv.Read(file, rows, issues, cancellationToken);
            }
        }

        foreach (Issue issue in issues.ToImmutable())
        {
            rows.Builder.Fault(issue with { Code = issue.Code.Replace("roster.", "fact.", StringComparison.Ordinal) });
        }
    }

    private static bool IsJson(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        int next;
        do
        {
            next = reader.Read();
        }
        while (next is ' ' or '\t' or '\r' or '\n');
        return next is '[' or '{';
    }
}
