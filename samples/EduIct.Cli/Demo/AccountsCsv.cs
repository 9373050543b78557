using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EduIct.Cli.Demo;

/// <summary>
/// Writes <c>accounts.csv</c> (RFC 4180, CRLF). With a byte order mark, since Excel takes a file without one for the code page of the system and
/// garbles Vietnamese; and no cell can become a formula: one that begins like one begins with an apostrophe instead.
/// </summary>
internal static class AccountsCsv
{
    private static readonly (string Header, Func<AccountRow, string> Value)[] Columns =
    [
        ("personKey", row => row.PersonKey),
        ("unitCode", row => row.UnitCode),
        ("unitName", row => row.UnitName),
        ("unitKind", row => row.UnitKind),
        ("role", row => row.Role),
        ("class", row => row.Class),
        ("grade", row => row.Grade),
        ("fullName", row => row.FullName),
        ("previousName", row => row.PreviousName),
        ("provider", row => row.Provider),
        ("address", row => row.Address),
        ("previousAddress", row => row.PreviousAddress),
        ("orgUnit", row => row.OrgUnit),
        ("previousUnit", row => row.PreviousUnit),
        ("state", row => row.State),
        ("term1", row => row.Term1),
        ("term2", row => row.Term2),
    ];

    public static async Task WriteAsync(string path, IEnumerable<AccountRow> rows, CancellationToken cancellationToken = default)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await using var csv = new CsvWriter(writer, settings);
        foreach ((string header, _) in Columns)
        {
            csv.WriteField(header);
        }

        await csv.NextRecordAsync();
        foreach (AccountRow row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach ((_, Func<AccountRow, string> value) in Columns)
            {
                csv.WriteField(value(row));
            }

            await csv.NextRecordAsync();
        }
    }
}
