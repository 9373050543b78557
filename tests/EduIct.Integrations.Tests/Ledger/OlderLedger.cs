using Microsoft.Data.Sqlite;

namespace EduIct.Integrations.Tests.Ledger;

/// <summary>Makes a ledger what an earlier release would have written.</summary>
internal static class OlderLedger
{
    private static readonly string[][] s_tables =
    [
        ["meta", "claim", "plan", "operation", "password"],
        ["mail", "mail_recipient", "mail_content", "mail_attachment"],
        ["duty_event"],
        ["mailbox"],
        ["inbox_mail"],
        ["dispatch", "dispatch_recipient", "dispatch_event"],
        ["guardian_consent", "result_notice"],
    ];

    /// <summary>Takes away every table that came after a version.</summary>
    public static async Task MakeAsync(string path, int version)
    {
        await using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        HashSet<string> kept = [.. s_tables.Take(version).SelectMany(tables => tables)];
        List<string> later = [];
        await using (SqliteCommand select = new("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", connection))
        await using (SqliteDataReader reader = await select.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                later.AddRange(kept.Contains(reader.GetString(0)) ? [] : [reader.GetString(0)]);
            }
        }

        Assert.NotEmpty(later);
        string drops = string.Concat(later.Select(table => $"DROP TABLE {table};"));
        await using SqliteCommand command = new($"PRAGMA foreign_keys = OFF; {drops} PRAGMA user_version = {version};", connection);
        await command.ExecuteNonQueryAsync();
    }
}
