using EduIct.Emulator.Graph.Groups;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>Schools and classes, which differ in their properties alone.</summary>
internal static class EducationThings
{
    public static GraphReply List(GraphCall call, string kind) => Listing.List(call, kind);

    public static GraphReply Create(GraphCall call, string kind)
    {
        var type = EntityType.ByKind[kind];
        var body = call.Body();
        var name = EntityBody.Required(body, "displayName", type);
        if (kind == DirectoryObject.Class)
            GraphAddresses.CheckNickname(EntityBody.Required(body, "mailNickname", type), type.Title);
        var thing = new DirectoryObject { Kind = kind, Id = call.Tenant.NewId(kind, name), Properties = [], Created = call.Tenant.UtcNow }
            .With(properties => EntityBody.Merge(type, properties, body));
        call.Commit(new Change { Object = thing });
        return call.Created(type.Set, thing.Id, Selection.Default(type).One(call, call.Now.ById(thing.Id)!).Json!);
    }

    public static GraphReply Get(GraphCall call, string kind) => Selection.Of(call, EntityType.ByKind[kind]).One(call, Find(call, call.Seen, kind));

    public static GraphReply Update(GraphCall call, string kind)
    {
        var thing = Find(call, call.Now, kind);
        var body = call.Body();
        call.Commit(new Change { Object = thing.With(properties => EntityBody.Merge(EntityType.ByKind[kind], properties, body)) });
        return GraphReply.NoContent;
    }

    public static GraphReply Delete(GraphCall call, string kind)
    {
        call.Commit(new Change { ObjectGone = new DirectoryGone(kind, Find(call, call.Now, kind).Id, 0) });
        return GraphReply.NoContent;
    }

    public static GraphReply Linked(GraphCall call, string kind, string link) =>
        MemberListing.List(call, call.Seen.Links.Of(link, Find(call, call.Seen, kind).Id));

    public static GraphReply Add(GraphCall call, string kind, string link)
    {
        References.Add(call, link, Find(call, call.Now, kind).Id, [References.Target(call, call.Body())]);
        return GraphReply.NoContent;
    }

    public static GraphReply Remove(GraphCall call, string kind, string link)
    {
        References.Remove(call, link, Find(call, call.Now, kind).Id, call["member"]);
        return GraphReply.NoContent;
    }

    private static DirectoryObject Find(GraphCall call, GraphTable table, string kind) =>
        table.LiveOf(kind, call["thing"]) ?? throw GraphError.NotFound(call["thing"]);
}
