namespace EduIct.Ledger;

/// <summary>The table of what came in by mail, version 5 of a ledger.</summary>
internal static class InboxTables
{
    /// <summary>One row a message that was seen; <c>key</c> is a digest, so that nothing of the message is kept.</summary>
    public const string Sql = """
        -- state: the numbers of InboxState, of which 0 and 1 are open. Times are milliseconds since 1970.
        CREATE TABLE inbox_mail (
            mailbox TEXT NOT NULL,
            validity INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            key TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            reason TEXT,
            intended_at INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (mailbox, validity, uid)) STRICT, WITHOUT ROWID;
        CREATE INDEX inbox_mail_handled ON inbox_mail (mailbox, key) WHERE state = 2;
        CREATE INDEX inbox_mail_open ON inbox_mail (mailbox, validity, uid) WHERE state < 2;
        """;
}
