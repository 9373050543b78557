using System.Globalization;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Query;

/// <summary>Lists of one kind of thing: filtered, selected, by pages, counted.</summary>
internal static class Listing
{
    public static GraphReply List(GraphCall call, string kind) => List(call, kind, EntityType.ByKind[kind]);

    public static GraphReply List(GraphCall call, string kind, EntityType type, Func<DirectoryObject, bool>? hidden = null)
    {
        var selection = Selection.Of(call, type);
        var filter = FilterParser.Read(call, type);
        var matches = Matches(call, kind, filter, rest: true).Where(item => hidden?.Invoke(item) != true);
        int? total = call.Query.Counts ? Matches(call, kind, filter, rest: false).Count() : null;
        return GraphPaging.Page(call, selection.Context, matches, item => item.Id, selection.Render, total);
    }

    /// <summary><c>/users/$count</c>: a number as plain text, of the index's view only.</summary>
    public static GraphReply Count(GraphCall call, string kind)
    {
        if (!call.IsEventual)
            throw new GraphError(400, "Request_BadRequest", "$count is not currently supported.");
        var filter = call.Query.Filter is null ? null : FilterParser.Read(call, EntityType.ByKind[kind]);
        return new GraphReply(200) { Text = Matches(call, kind, filter, rest: false).Count().ToString(CultureInfo.InvariantCulture) };
    }

    private static IEnumerable<DirectoryObject> Matches(GraphCall call, string kind, Clause? filter, bool rest)
    {
        var table = call.Seen;
        var ids = filter?.Narrow(table, kind) is { } narrowed
            ? narrowed.Order(StringComparer.Ordinal)
            : rest ? GraphPaging.Rest(call, table.Live(kind)) : table.Live(kind);
        var items = ids.Select(id => table.LiveById(id)!);
        return filter is null ? items : items.Where(filter.Matches);
    }
}
