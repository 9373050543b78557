namespace EduIct.Cli.Terminal;

/// <summary>What the process says when it ends. Where several hold, the highest of 4, 3, 2, 1 does.</summary>
internal static class ExitCode
{
    /// <summary>Done; for <c>plan</c> and <c>verify</c>: nothing differs.</summary>
    public const int Done = 0;

    /// <summary>Differences, or operations that were stale or failed.</summary>
    public const int Differences = 1;

    /// <summary>Bad input, arguments or files.</summary>
    public const int BadInput = 2;

    /// <summary>The provider failed or could not be reached.</summary>
    public const int ProviderFailed = 3;

    /// <summary>Refused: guard, claim, lock, wrong ledger or plan.</summary>
    public const int Refused = 4;

    /// <summary>A bug of ours (sysexits: EX_SOFTWARE).</summary>
    public const int Bug = 70;

    /// <summary>Cancelled; the ledger is true.</summary>
    public const int Cancelled = 130;
}
