using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>Schools. Two may carry one external identifier.</summary>
internal static class EducationSchools
{
    private static readonly EntityType Type = EntityType.School;

    public static GraphReply List(GraphCall call) => Listing.List(call, DirectoryObject.School);

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        var name = EntityBody.Required(body, "displayName", Type);
        var school = new DirectoryObject { Kind = DirectoryObject.School, Id = call.Tenant.NewId(DirectoryObject.School, name), Properties = [], Created = call.Tenant.UtcNow }
            .With(properties => EntityBody.Merge(Type, properties, body));
        call.Commit(new Change { Object = school });
        return call.Created(Type.Set, school.Id, Selection.Default(Type).One(call, call.Now.ById(school.Id)!).Json!);
    }

    public static GraphReply Get(GraphCall call) => Selection.Of(call, Type).One(call, Find(call, call.Seen));

    public static GraphReply Update(GraphCall call)
    {
        var school = Find(call, call.Now);
        var body = call.Body();
        call.Commit(new Change { Object = school.With(properties => EntityBody.Merge(Type, properties, body)) });
        return GraphReply.NoContent;
    }

    public static GraphReply Delete(GraphCall call)
    {
        call.Commit(new Change { ObjectGone = new DirectoryGone(DirectoryObject.School, Find(call, call.Now).Id, 0) });
        return GraphReply.NoContent;
    }

    public static DirectoryObject Find(GraphCall call, GraphTable table) =>
        table.LiveOf(DirectoryObject.School, call["thing"]) ?? throw GraphError.NotFound(call["thing"]);
}
