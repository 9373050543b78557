using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;

namespace EduIct.Emulator.Graph.Users;

/// <summary>Changes of accounts. What is told goes beyond the selected properties: more than asked may always come.</summary>
internal static class UserDelta
{
    public static GraphReply Get(GraphCall call)
    {
        var selection = Selection.Of(call, EntityType.User);
        return DeltaRound.Page(call, selection.Context, call.Seen.UsersByRevision, (id, since) => Render(call, selection, id, since is null));
    }

    private static JsonObject? Render(GraphCall call, Selection selection, string id, bool isFirst)
    {
        var user = call.Seen.ById(id);
        if (user is not { Deleted: null })
            // The first round shows what there is, not what there was.
            return isFirst ? null : DeltaRound.Removed(id, isGone: user is null);
        // That an account was restored changes no property that can be selected.
        if (user.IsRestored && call.Query.Select is not null && !isFirst)
            return null;
        var json = selection.Render(user);
        json["id"] = id;
        return json;
    }
}
