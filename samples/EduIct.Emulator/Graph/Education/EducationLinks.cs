using EduIct.Emulator.Graph.Groups;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>Who and what stands in schools and classes.</summary>
internal static class EducationLinks
{
    public static GraphReply List(GraphCall call, Func<GraphCall, GraphTable, DirectoryObject> find, string link) =>
        MemberListing.List(call, call.Seen.Links.Of(link, find(call, call.Seen).Id));

    public static GraphReply Add(GraphCall call, Func<GraphCall, GraphTable, DirectoryObject> find, string link)
    {
        References.Add(call, link, find(call, call.Now).Id, [References.Target(call, call.Body())]);
        return GraphReply.NoContent;
    }

    public static GraphReply Remove(GraphCall call, Func<GraphCall, GraphTable, DirectoryObject> find, string link)
    {
        References.Remove(call, link, find(call, call.Now).Id, call["member"]);
        return GraphReply.NoContent;
    }
}
