namespace EduIct.Ledger;

/// <summary>The table of what happened to duties, version 3 of a ledger.</summary>
internal static class DutyTables
{
    /// <summary>Rows are only added. The same event of the same moment is one row.</summary>
    public const string Sql = """
        -- step: the numbers of DutyStep. Times are milliseconds since 1970.
        CREATE TABLE duty_event (
            id INTEGER PRIMARY KEY,
            duty TEXT NOT NULL,
            unit TEXT NOT NULL,
            step INTEGER NOT NULL,
            at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            UNIQUE (duty, unit, step, at)) STRICT;
        """;
}
