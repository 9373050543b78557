using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Users;

/// <summary>The fields that are stored and given back as they are, with their kind and greatest size (PROVIDERS.md 3, Behaviour).</summary>
internal static class ProfileFields
{
    private const int Kilo = 1024;

    private static readonly Dictionary<string, int> Lists = new(StringComparer.Ordinal)
    {
        ["addresses"] = 10 * Kilo, ["emails"] = 10 * Kilo, ["locations"] = 10 * Kilo, ["organizations"] = 10 * Kilo,
        ["externalIds"] = 2 * Kilo, ["ims"] = 2 * Kilo, ["relations"] = 2 * Kilo, ["websites"] = 2 * Kilo,
        ["phones"] = Kilo, ["keywords"] = Kilo, ["languages"] = Kilo, ["posixAccounts"] = 10 * Kilo, ["sshPublicKeys"] = 10 * Kilo,
    };

    private static readonly Dictionary<string, int> Objects = new(StringComparer.Ordinal)
    {
        ["gender"] = Kilo, ["notes"] = 10 * Kilo, ["customSchemas"] = 100 * Kilo,
    };

    private static readonly string[] Flags = ["archived", "changePasswordAtNextLogin", "includeInGlobalAddressList", "ipWhitelisted"];
    private static readonly string[] Texts = ["recoveryEmail", "recoveryPhone"];
    private static readonly string[] ExternalIdTypes = ["account", "custom", "customer", "login_id", "network", "organization"];

    /// <summary>Takes over what the body sets: null clears, an array replaces, an object is merged.</summary>
    public static void Merge(JsonObject profile, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Lists.ContainsKey(name) && !Objects.ContainsKey(name) && !Flags.Contains(name) && !Texts.Contains(name))
                continue;
            if (value is null)
            {
                profile.Remove(name);
                continue;
            }
            Check(name, value);
            if (value is JsonObject part && profile[name] is JsonObject present)
                MergeObject(present, part);
            else
                profile[name] = value.DeepClone();
        }
    }

    private static void MergeObject(JsonObject present, JsonObject part)
    {
        foreach (var (name, value) in part)
            if (value is null)
                present.Remove(name);
            else if (value is JsonObject inner && present[name] is JsonObject below)
                MergeObject(below, inner);
            else
                present[name] = value.DeepClone();
    }

    private static void Check(string name, JsonNode value)
    {
        var isRight = value switch
        {
            JsonArray list => Lists.TryGetValue(name, out var most) && Fits(value, most) && list.All(item => item is JsonObject),
            JsonObject => Objects.TryGetValue(name, out var most) && Fits(value, most),
            _ => Flags.Contains(name) || Texts.Contains(name),
        };
        if (!isRight)
            throw ApiError.InvalidInput(name);
        var holder = new JsonObject { [name] = value.DeepClone() };
        if (Flags.Contains(name))
            _ = holder.Flag(name);
        if (Texts.Contains(name) && holder.Text(name) is { } text && !IsText(name, text))
            throw ApiError.InvalidInput(name);
        if (name == "emails" && !((JsonArray)value).All(item => ((JsonObject)item!).Text("address") is not null))
            throw ApiError.InvalidInput(name);
        if (name == "externalIds" && !((JsonArray)value).All(item => IsExternalId((JsonObject)item!)))
            throw ApiError.InvalidInput(name);
    }

    private static bool Fits(JsonNode value, int most) => Encoding.UTF8.GetByteCount(value.ToJsonString()) <= most;

    /// <summary>A phone is E.164; an empty text clears either field.</summary>
    private static bool IsText(string name, string text) => text.Length == 0
        || (name == "recoveryPhone"
            ? text.Length is >= 8 and <= 16 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            : text.IndexOf('@') > 0);

    private static bool IsExternalId(JsonObject id) =>
        id.Text("value") is not null
        && (id.Text("type") is not { } type || ExternalIdTypes.Contains(type))
        && (id.Text("type") != "custom" || id.Text("customType") is { Length: > 0 });
}
