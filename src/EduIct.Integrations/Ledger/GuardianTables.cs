namespace EduIct.Ledger;

/// <summary>The tables of the register of guardians, version 7 of a ledger.</summary>
internal static class GuardianTables
{
    /// <summary>Contacts and contents stand as digests bound to the ledger; nothing of a child is kept. Who asks again after stopping gets a row of its own.</summary>
    public const string Sql = """
        -- Times are milliseconds since 1970.
        CREATE TABLE guardian_consent (
            id INTEGER PRIMARY KEY,
            school TEXT NOT NULL,
            contact TEXT NOT NULL,
            channel TEXT NOT NULL,
            is_paid INTEGER NOT NULL,
            code TEXT NOT NULL UNIQUE,
            asked_at INTEGER NOT NULL,
            how TEXT NOT NULL,
            stopped_at INTEGER,
            stop_reason TEXT,
            recorded_at INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX guardian_consent_active ON guardian_consent (school, contact) WHERE stopped_at IS NULL;
        CREATE INDEX guardian_consent_contact ON guardian_consent (school, contact);

        CREATE TABLE result_notice (
            id INTEGER PRIMARY KEY,
            school TEXT NOT NULL,
            year TEXT NOT NULL,
            term TEXT NOT NULL,
            contact TEXT NOT NULL,
            number INTEGER NOT NULL,
            content TEXT NOT NULL,
            key TEXT NOT NULL UNIQUE,
            recorded_at INTEGER NOT NULL,
            UNIQUE (school, year, term, contact, number)) STRICT;
        CREATE INDEX result_notice_contact ON result_notice (school, contact);
        """;
}
