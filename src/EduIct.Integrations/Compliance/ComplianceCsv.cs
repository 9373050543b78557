using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>Writes findings as a table, one row for each unit and requirement that may bind it.</summary>
public static class ComplianceCsv
{
    private static readonly string[] s_header =
        ["unit", "kind", "name", "requirement", "directive", "clause", "strength", "outcome", "values", "missing", "title"];

    /// <summary>Writes CSV (RFC 4180). Cells that a spreadsheet would take for a formula get an apostrophe before them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>en</c> for English; everything else is Vietnamese.</param>
    /// <param name="cancellationToken">Looked at between units.</param>
    public static void Write(TextWriter output, ComplianceReport report, string language = "vi", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };
        using var csv = new CsvWriter(output, configuration, leaveOpen: true);
        Row(s_header);
        for (int row = 0; row < report.Facts.Units.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FactUnit unit = report.Facts.Units[row];
            foreach (Finding finding in report.FindingsOf(row))
            {
                Row(
                [
                    unit.Code, unit.Kind.Name, unit.Name, finding.Requirement.Id, finding.Directive.Header.Number, finding.Requirement.Clause,
                    ComplianceJson.Camel(finding.Requirement.Provision.Strength), ComplianceJson.Camel(finding.Outcome), finding.Values.In(language),
                    string.Join(' ', finding.Missing), finding.Requirement.Title.In(language),
                ]);
            }
        }

        void Row(ReadOnlySpan<string> fields)
        {
            foreach (string field in fields)
            {
                csv.WriteField(field);
            }

            csv.NextRecord();
        }
    }
}
