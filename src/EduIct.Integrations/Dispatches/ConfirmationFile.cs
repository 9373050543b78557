using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.Rosters;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>Confirmations that came by other ways than mail, as a CSV: columns <c>code</c>, or <c>number</c> and <c>unit</c> with or without <c>date</c>; and <c>on</c>, their day.</summary>
public static class ConfirmationFile
{
    private const int MostIssues = 1000;

    private static readonly Dictionary<string, string[]> s_columns = new()
    {
        ["code"] = ["code", "mã xác nhận"],
        ["number"] = ["number", "số"],
        ["date"] = ["date", "ngày"],
        ["unit"] = ["unit", "mã đơn vị", "đơn vị"],
        ["on"] = ["on", "ngày xác nhận"],
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The rows, and all faults: <c>confirmations.bad-code</c>, <c>confirmations.incomplete</c>, <c>confirmations.bad-date</c>, and those of a broken CSV.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<(ImmutableArray<ConfirmationRow> Rows, ImmutableArray<Issue> Issues)> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var issues = new IssueCollector(Path.GetFileName(path), MostIssues);
        var rows = ImmutableArray.CreateBuilder<ConfirmationRow>();
        using NamedCsv? csv = await NamedCsv.OpenAsync(path, s_columns, [], "confirmations", issues, cancellationToken).ConfigureAwait(false);
        while (csv?.Read() ?? false)
        {
            LocalDate? date = Day(csv, "date", issues), on = Day(csv, "on", issues);
            if (csv["code"].Length > 0)
            {
                if (DispatchCode.TryParse(csv["code"], out DispatchCode code))
                {
                    rows.Add(new ConfirmationRow(code, "", null, "", on, csv.Place("code")));
                }
                else
                {
                    issues.Add("confirmations.bad-code", csv.Place("code"), $"'{csv["code"]}' không phải mã xác nhận.", $"'{csv["code"]}' is no confirmation code.");
                }
            }
            else if (csv["number"].Length > 0 && csv["unit"].Length > 0)
            {
                rows.Add(new ConfirmationRow(null, csv["number"], date, csv["unit"], on, csv.Place("unit")));
            }
            else
            {
                issues.Add("confirmations.incomplete", csv.Place("number"), "Phải có mã xác nhận, hoặc số và mã đơn vị.", "There must be a code, or a number and a unit.");
            }
        }

        return (rows.DrainToImmutable(), issues.ToImmutable("confirmations"));
    }

    private static LocalDate? Day(NamedCsv csv, string column, IssueCollector issues)
    {
        string text = csv[column];
        if (text.Length == 0)
        {
            return null;
        }

        if (VietnameseDate.TryParse(text, out LocalDate day))
        {
            return day;
        }

        issues.Add("confirmations.bad-date", csv.Place(column), $"'{text}' không phải ngày (2026-11-23 hoặc 23/11/2026).", $"'{text}' is not a date (2026-11-23 or 23/11/2026).");
        return null;
    }
}
