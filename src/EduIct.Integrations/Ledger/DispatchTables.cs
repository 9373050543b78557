namespace EduIct.Ledger;

/// <summary>The tables of the register of official letters, version 6 of a ledger.</summary>
internal static class DispatchTables
{
    /// <summary>What a letter says is not kept, only the digest by which another of the same number is told. Events are only added.</summary>
    public const string Sql = """
        -- date, confirm_by: ISO 8601. Times are milliseconds since 1970.
        CREATE TABLE dispatch (
            id INTEGER PRIMARY KEY,
            issuer TEXT NOT NULL,
            number TEXT NOT NULL,
            date TEXT NOT NULL,
            issuer_name TEXT NOT NULL,
            subject TEXT NOT NULL,
            digest TEXT NOT NULL,
            registered_at INTEGER NOT NULL,
            UNIQUE (issuer, number, date)) STRICT;

        CREATE TABLE dispatch_recipient (
            id INTEGER PRIMARY KEY,
            dispatch INTEGER NOT NULL REFERENCES dispatch (id),
            unit TEXT NOT NULL,
            unit_name TEXT NOT NULL,
            code TEXT NOT NULL UNIQUE,
            address TEXT,
            attempt INTEGER NOT NULL,
            confirm_by TEXT,
            registered_at INTEGER NOT NULL,
            UNIQUE (dispatch, unit)) STRICT;

        -- kind: the numbers of DispatchEventKind.
        CREATE TABLE dispatch_event (
            id INTEGER PRIMARY KEY,
            recipient INTEGER NOT NULL REFERENCES dispatch_recipient (id),
            kind INTEGER NOT NULL,
            mark TEXT NOT NULL,
            how TEXT NOT NULL,
            at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            UNIQUE (recipient, kind, mark)) STRICT;
        """;
}
