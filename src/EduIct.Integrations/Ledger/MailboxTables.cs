namespace EduIct.Ledger;

/// <summary>The table of mailboxes that are not ready yet, version 4 of a ledger.</summary>
internal static class MailboxTables
{
    /// <summary>A row goes when its mailbox is ready, or its account is gone.</summary>
    public const string Sql = """
        -- account: the provider's identifier. since: milliseconds since 1970.
        CREATE TABLE mailbox (
            provider TEXT NOT NULL,
            person TEXT NOT NULL,
            account TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (provider, person)) STRICT, WITHOUT ROWID;
        """;
}
