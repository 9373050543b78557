using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Graph.Users;

/// <summary>
/// What changed since the last time: pages of 200 in the order of the changes. Both links carry the place reached, so what changes during a
/// round is told at its end or in the next one, never lost. What is told of an account goes beyond the selected properties: more than asked may always come.
/// </summary>
internal static class UserDelta
{
    // $top is passed over without a word.
    private const int APage = 200;
    private const int MostIds = 50;

    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);

    public static GraphReply Get(GraphCall call)
    {
        var selection = Selection.Of(call, EntityType.User);
        var only = Ids(call);
        var (isFirst, revision, id) = Place(call);
        var value = new JsonArray();
        string? next = null;
        foreach (var entry in call.Seen.UsersByRevision.GetViewBetween((revision, id + "\0"), (long.MaxValue, "")))
        {
            if (only is not null && !only.Contains(entry.Id, StringComparer.OrdinalIgnoreCase))
                continue;
            if (Render(call, selection, entry.Id, isFirst) is not { } shown)
                continue;
            if (value.Count == APage)
            {
                next = Token(call, isFirst, revision, id);
                break;
            }
            value.Add(shown);
            (revision, id) = entry;
        }
        var json = new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{selection.Context}" };
        if (next is not null)
            json["@odata.nextLink"] = GraphPaging.Link(call, "$skiptoken", next);
        else
            json["@odata.deltaLink"] = GraphPaging.Link(call, "$deltatoken", Token(call, false, Math.Max(revision, call.Seen.Revision), "\uffff"));
        json["value"] = value;
        return new GraphReply(200, json);
    }

    private static JsonObject? Render(GraphCall call, Selection selection, string id, bool isFirst)
    {
        var user = call.Seen.ById(id);
        if (user is { Deleted: null })
        {
            // That an account was restored changes no property that can be selected.
            if (user.IsRestored && call.Query.Select is not null && !isFirst)
                return null;
            var json = selection.Render(user);
            json["id"] = id;
            return json;
        }
        // The first round shows what there is, not what there was.
        return isFirst ? null : new JsonObject
        {
            ["id"] = id,
            ["@removed"] = new JsonObject { ["reason"] = user is null ? "deleted" : "changed" },
        };
    }

    /// <summary>The only filter that delta takes: <c>id eq 'x' or id eq 'y'</c>, at most fifty.</summary>
    private static string[]? Ids(GraphCall call)
    {
        if (call.Query.Filter is not { } filter)
            return null;
        var ids = new List<string>();
        foreach (var part in filter.Split(" or ", StringSplitOptions.TrimEntries))
            ids.Add(part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["id", "eq", ['\'', .. var id, '\'']]
                ? id
                : throw GraphError.Unsupported("Only filter by id with eq is supported for delta queries."));
        return ids.Count <= MostIds ? [.. ids] : throw GraphError.Unsupported($"A delta query can be filtered by at most {MostIds} ids.");
    }

    private static (bool IsFirst, long Revision, string Id) Place(GraphCall call)
    {
        if ((call.Query["$skiptoken"] ?? call.Query["$deltatoken"]) is not { } token)
            return (true, 0, "");
        if (token.Equals("latest", StringComparison.Ordinal))
            return (false, call.Seen.Revision, "\uffff");
        if (!Base64Url.IsValid(token) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') is not [var first, var revision, var id, var given]
            || !long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > call.Now.Revision
            || !long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            throw GraphError.Resync(call.Message);
        return call.Tenant.UtcNow - DateTimeOffset.FromUnixTimeSeconds(time) <= TokenLife
            ? (first == "1", number, id)
            : throw new GraphError(400, "syncStateNotFound", "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
    }

    private static string Token(GraphCall call, bool isFirst, long revision, string id) =>
        Wire.Base64Url(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(isFirst ? 1 : 0)}\n{revision}\n{id}\n{call.Tenant.UtcNow.ToUnixTimeSeconds()}")));
}
