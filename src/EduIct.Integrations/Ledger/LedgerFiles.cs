using EduIct.Issues;

namespace EduIct.Ledger;

/// <summary>The file of a ledger before SQLite sees it: where it lies, who may read it, who holds its lock.</summary>
internal static class LedgerFiles
{
    /// <summary>Refuses a ledger on a network share.</summary>
    public static void RefuseNetworkShare(string path)
    {
        if (NetworkShare.KindOf(path) is { } kind)
        {
            throw new LedgerException(
                LedgerFault.NetworkShare,
                new LocalizedText(
                    $"Sổ '{path}' nằm trên ổ mạng ({kind}); hãy để nó trên đĩa của máy này.",
                    $"The ledger '{path}' lies on a network share ({kind}); keep it on a disk of this machine."));
        }
    }

    /// <summary>Refuses a path at which nothing is.</summary>
    public static LedgerException Missing(string path) => new(
        LedgerFault.Missing,
        new LocalizedText($"Không có sổ tại '{path}'.", $"There is no ledger at '{path}'."));

    /// <summary>Takes the lock: an open file that the operating system frees the moment the process dies. The file itself stays, since deleting it would race.</summary>
    public static FileStream Lock(string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw Missing(path);
        }

        try
        {
            return OwnerOnlyFile.Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new LedgerException(
                LedgerFault.Locked,
                new LocalizedText(
                    $"Sổ '{path}' đang được một tiến trình khác dùng; hãy đợi nó xong.",
                    $"Another process holds the ledger '{path}'; wait until it is done."),
                exception);
        }
    }

    /// <summary>Makes the empty file, which SQLite takes as a new database. Its -wal and -shm files get the same rights (sqlite3 os_unix.c, findCreateFileMode).</summary>
    public static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            OwnerOnlyFile.Create(path).Dispose();
        }
    }
}
