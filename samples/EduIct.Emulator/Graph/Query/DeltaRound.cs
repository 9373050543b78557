using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Graph.Query;

/// <summary>
/// What changed since the last time: pages of 200 in the order of the changes. Both links carry the place reached, so what changes during a
/// round is told at its end or in the next one, never lost.
/// </summary>
internal static class DeltaRound
{
    // $top is passed over without a word.
    private const int APage = 200;
    private const int MostIds = 50;

    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);

    /// <summary>One page.</summary>
    /// <param name="call">The call.</param>
    /// <param name="context">How the context names what was selected.</param>
    /// <param name="changes">What there is, in the order of the last changes.</param>
    /// <param name="render">One of them as it is told, given the revision from which on changes are told, or null in the first round; null where it is not told.</param>
    public static GraphReply Page(GraphCall call, string context, SortedSet<(long Revision, string Id)> changes, Func<string, long?, JsonObject?> render)
    {
        var only = Ids(call);
        var place = Read(call);
        var (revision, id) = (place.Revision, place.Id);
        var value = new JsonArray();
        string? next = null;
        foreach (var entry in changes.GetViewBetween((revision, id + "\0"), (long.MaxValue, "")))
        {
            if (only is not null && !only.Contains(entry.Id, StringComparer.OrdinalIgnoreCase))
                continue;
            if (render(entry.Id, place.Since) is not { } shown)
                continue;
            if (value.Count == APage)
            {
                next = Token(call, place.Since, revision, id);
                break;
            }
            value.Add(shown);
            (revision, id) = entry;
        }
        var json = new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{context}" };
        var reached = Math.Max(revision, call.Seen.Revision);
        if (next is not null)
            json["@odata.nextLink"] = GraphPaging.Link(call, "$skiptoken", next);
        else
            json["@odata.deltaLink"] = GraphPaging.Link(call, "$deltatoken", Token(call, reached, reached, "\uffff"));
        json["value"] = value;
        return new GraphReply(200, json);
    }

    /// <summary>What is told of a thing that is deleted (and can be restored) or gone.</summary>
    public static JsonObject Removed(string id, bool isGone) => new()
    {
        ["id"] = id,
        ["@removed"] = new JsonObject { ["reason"] = isGone ? "deleted" : "changed" },
    };

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

    private static Place Read(GraphCall call)
    {
        if ((call.Query["$skiptoken"] ?? call.Query["$deltatoken"]) is not { } token)
            return new Place(null, 0, "");
        if (token.Equals("latest", StringComparison.Ordinal))
            return new Place(call.Seen.Revision, call.Seen.Revision, "\uffff");
        if (!Base64Url.IsValid(token) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') is not [var mark, var since, var revision, var id, var given]
            || mark != call.Tenant.Workspace.Mark
            || !long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > call.Now.Revision
            || !long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            throw GraphError.Resync(call.Message);
        return call.Tenant.UtcNow - DateTimeOffset.FromUnixTimeSeconds(time) <= TokenLife
            ? new Place(long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : null, number, id)
            : throw new GraphError(400, "syncStateNotFound", "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
    }

    private static string Token(GraphCall call, long? since, long revision, string id) =>
        Wire.Base64Url(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{call.Tenant.Workspace.Mark}\n{since}\n{revision}\n{id}\n{call.Tenant.UtcNow.ToUnixTimeSeconds()}")));

    private readonly record struct Place(long? Since, long Revision, string Id);
}
