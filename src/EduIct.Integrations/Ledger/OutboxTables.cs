namespace EduIct.Ledger;

/// <summary>The tables of the outbox, version 2 of a ledger.</summary>
internal static class OutboxTables
{
    /// <summary>
    /// A file that many messages carry is stored once. What a message says (<c>body</c>, its attachments) goes when it is closed, and unless the addresses are kept, <c>who</c>
    /// becomes a digest. <c>intended_at</c> of an open message is there while the outcome of that attempt is not clear.
    /// </summary>
    public const string Sql = """
        -- state: the numbers of OutboxState, of which 0 and 1 are open. Times are milliseconds since 1970.
        CREATE TABLE mail (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            message_id TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            reason TEXT,
            keeps_addresses INTEGER NOT NULL,
            body TEXT,
            queued_at INTEGER NOT NULL,
            ready_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            overdue_at INTEGER NOT NULL,
            intended_at INTEGER,
            closed_at INTEGER) STRICT;
        CREATE INDEX mail_open ON mail (state DESC, due_at, id) WHERE state < 2;

        CREATE TABLE mail_recipient (
            mail INTEGER NOT NULL REFERENCES mail (id),
            position INTEGER NOT NULL,
            who TEXT NOT NULL,
            fault TEXT,
            reason TEXT,
            taken_at INTEGER,
            PRIMARY KEY (mail, position)) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_recipient_taken ON mail_recipient (taken_at) WHERE taken_at IS NOT NULL;

        CREATE TABLE mail_content (digest TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;

        CREATE TABLE mail_attachment (
            mail INTEGER NOT NULL REFERENCES mail (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            content TEXT NOT NULL REFERENCES mail_content (digest),
            PRIMARY KEY (mail, position)) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_attachment_content ON mail_attachment (content);
        """;
}
