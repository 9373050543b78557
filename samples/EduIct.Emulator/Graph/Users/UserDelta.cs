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
/// What changed since the last time: pages in the order of the changes. Both links carry the place reached, so what changes during a
/// round is told at its end or in the next one, never lost.
/// </summary>
internal static class UserDelta
{
    private const int Standard = 200;
    private const int MostIds = 50;

    public static GraphReply Get(GraphCall call)
    {
        var selection = Selection.Of(call, EntityType.User);
        var only = Ids(call);
        var (isFirst, revision, id) = Place(call);
        var most = call.Query.Top(Standard, GraphPaging.Most);
        var value = new JsonArray();
        string? next = null;
        foreach (var entry in call.Seen.UsersByRevision.GetViewBetween((revision, id + "\0"), (long.MaxValue, "")))
        {
            if (only is not null && !only.Contains(entry.Id, StringComparer.OrdinalIgnoreCase))
                continue;
            if (Render(call, selection, entry.Id, isFirst) is not { } shown)
                continue;
            if (value.Count == most)
            {
                next = Token(isFirst, revision, id);
                break;
            }
            value.Add(shown);
            (revision, id) = entry;
        }
        var json = new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{selection.Context}" };
        if (next is not null)
            json["@odata.nextLink"] = GraphPaging.Link(call, "$skiptoken", next);
        else
            json["@odata.deltaLink"] = GraphPaging.Link(call, "$deltatoken", Token(false, Math.Max(revision, call.Seen.Revision), "\uffff"));
        json["value"] = value;
        return new GraphReply(200, json);
    }

    private static JsonObject? Render(GraphCall call, Selection selection, string id, bool isFirst)
    {
        var user = call.Seen.ById(id);
        if (user is { Deleted: null })
        {
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
        return Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') is [var first, var revision, var id]
            && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= call.Now.Revision
            ? (first == "1", number, id)
            : throw new GraphError(410, "resyncRequired", "Resync required. Reset the delta token and start again.");
    }

    private static string Token(bool isFirst, long revision, string id) =>
        Wire.Base64Url(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(isFirst ? 1 : 0)}\n{revision}\n{id}")));
}
