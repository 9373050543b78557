using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>Pages by key: a link names the last entry shown, so what is added or removed meanwhile neither repeats nor hides another.</summary>
internal static class GraphPaging
{
    public const int Standard = 100;
    public const int Most = 999;

    /// <summary>A page of what is sorted by id.</summary>
    public static GraphReply Page<T>(
        GraphCall call, string context, IEnumerable<T> sorted, Func<T, string> key, Func<T, JsonObject> render, int? total = null, int standard = Standard)
    {
        var after = Token(call);
        var most = call.Query.Top(standard, Most);
        var rest = after is null ? sorted : sorted.SkipWhile(item => string.CompareOrdinal(key(item), after) <= 0);
        var page = rest.Take(most + 1).ToList();
        var json = new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{context}" };
        if (total is not null && call.Query.Counts)
            json["@odata.count"] = total;
        if (page.Count > most)
        {
            page.RemoveAt(most);
            json["@odata.nextLink"] = Link(call, "$skiptoken", Write(call, key(page[^1])));
        }
        json["value"] = new JsonArray([.. page.Select(render)]);
        return new GraphReply(200, json);
    }

    /// <summary>The part of a sorted index that a page token leaves.</summary>
    public static IEnumerable<string> Rest(GraphCall call, SortedSet<string> ids) =>
        Token(call) is { } after ? ids.GetViewBetween(after, "\uffff") : ids;

    public static string Link(GraphCall call, string name, string value) =>
        $"{call.Message.Root}{call.Message.Target.Split('?')[0]}?{call.Query.With(name, value)}";

    private static string Write(GraphCall call, string last) => Wire.Base64Url(Encoding.UTF8.GetBytes($"{call.Query.Fingerprint()}\n{last}"));

    private static string? Token(GraphCall call)
    {
        if (call.Query["$skiptoken"] is not { } token)
            return null;
        return Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n') is [var print, var last]
            && print == call.Query.Fingerprint()
            ? last
            : throw new GraphError(400, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.");
    }
}
