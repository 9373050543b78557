using System.Text.Json;
using EduIct.Addresses;
using EduIct.Planning;

namespace EduIct.Ledger;

/// <summary>Enumerations as a ledger stores them: by name, so that their order in the code means nothing.</summary>
internal static class LedgerText
{
    private static readonly Dictionary<OperationKind, string> Kinds = Enum.GetValues<OperationKind>()
        .ToDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    private static readonly Dictionary<HolderKind, string> Holders = Enum.GetValues<HolderKind>()
        .ToDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    public static string Of(OperationKind kind) => Kinds[kind];

    public static string Of(HolderKind kind) => Holders[kind];

    public static HolderKind HolderOf(string text) => Holders.Single(pair => string.Equals(pair.Value, text, StringComparison.Ordinal)).Key;
}
