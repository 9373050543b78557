namespace EduIct.Ledger;

/// <summary>The table of who held the posts that are accounts, version 8 of a ledger.</summary>
internal static class HolderTables
{
    /// <summary>A row of each post: those who held it when its password was last given, as a digest bound to the ledger. Nobody's name or address is kept.</summary>
    public const string Sql = """
        -- noted_at: milliseconds since 1970.
        CREATE TABLE post_holders (
            provider TEXT NOT NULL,
            post TEXT NOT NULL,
            holders TEXT NOT NULL,
            noted_at INTEGER NOT NULL,
            PRIMARY KEY (provider, post)) STRICT, WITHOUT ROWID;
        """;
}
