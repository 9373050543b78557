using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Addresses;
using EduIct.Planning;

namespace EduIct.Ledger;

/// <summary>Values as a ledger stores them: enumerations by name, so that their order in the code means nothing.</summary>
internal static class LedgerText
{
    private static readonly Dictionary<OperationKind, string> Kinds = Enum.GetValues<OperationKind>()
        .ToDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    private static readonly Dictionary<HolderKind, string> Holders = Enum.GetValues<HolderKind>()
        .ToDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    public static string Of(OperationKind kind) => Kinds[kind];

    public static string Of(HolderKind kind) => Holders[kind];

    public static HolderKind HolderOf(string text) => Holders.Single(pair => string.Equals(pair.Value, text, StringComparison.Ordinal)).Key;

    /// <summary>Guards that were accepted, by name, with the number accepted: <c>{"leavers":120}</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, int> accepted)
    {
        JsonObject guards = [];
        foreach ((string name, int number) in accepted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            guards[name] = JsonValue.Create(number);
        }

        return guards.ToJsonString();
    }
}
