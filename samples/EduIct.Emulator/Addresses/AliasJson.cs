using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Addresses;

/// <summary>Aliases of users and of groups look and behave alike.</summary>
internal static class AliasJson
{
    public static JsonObject Render(string id, string primary, string alias) => new()
    {
        ["kind"] = "admin#directory#alias",
        ["id"] = id,
        ["etag"] = Wire.ETag(id, primary, alias),
        ["primaryEmail"] = primary,
        ["alias"] = alias,
    };

    public static JsonObject RenderList(string id, string primary, IReadOnlyList<string> aliases)
    {
        var list = new JsonObject { ["kind"] = "admin#directory#aliases", ["etag"] = Wire.ETag([id, primary, .. aliases]) };
        if (aliases.Count > 0)
            list["aliases"] = new JsonArray([.. aliases.Select(alias => Render(id, primary, alias))]);
        return list;
    }

    /// <summary>The alias that a body asks for, free and allowed.</summary>
    public static string Read(ApiCall call, IReadOnlyList<string> present)
    {
        if (call.Body("alias").Text("alias") is not { } text)
            throw ApiError.Required("alias");
        var alias = AddressRules.Check(call.Workspace, text, "alias");
        AddressRules.RequireFree(call.Workspace, alias);
        return present.Count < AddressRules.MaxAliases ? alias : throw ApiError.Precondition("Limit of aliases reached.", "limitExceeded");
    }

    /// <summary>The aliases without the one that the path names.</summary>
    public static IReadOnlyList<string> Without(ApiCall call, IReadOnlyList<string> present) =>
        present.Contains(call["alias"], StringComparer.OrdinalIgnoreCase)
            ? [.. present.Where(alias => !alias.Equals(call["alias"], StringComparison.OrdinalIgnoreCase))]
            : throw ApiError.NotFound("alias");
}
