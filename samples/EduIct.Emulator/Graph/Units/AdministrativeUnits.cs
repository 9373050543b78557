using EduIct.Emulator.Graph.Groups;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Units;

/// <summary>Administrative units; members come and go one at a time (PROVIDERS.md 4, Behaviour).</summary>
internal static class AdministrativeUnits
{
    private static readonly EntityType Type = EntityType.AdministrativeUnit;

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        var name = EntityBody.Required(body, "displayName", Type);
        var unit = new DirectoryObject
        {
            Kind = DirectoryObject.AdministrativeUnit,
            Id = call.Tenant.NewId(DirectoryObject.AdministrativeUnit, name),
            Properties = [],
            Created = call.Tenant.UtcNow,
        }.With(properties => EntityBody.Merge(Type, properties, body));
        call.Commit(new Change { Object = unit });
        return call.Created("directory/administrativeUnits", unit.Id, Selection.Default(Type).One(call, call.Now.ById(unit.Id)!).Json!);
    }

    public static GraphReply List(GraphCall call) => Listing.List(call, DirectoryObject.AdministrativeUnit);
    public static GraphReply Get(GraphCall call) => Selection.Of(call, Type).One(call, Find(call, call.Seen));

    public static GraphReply Update(GraphCall call)
    {
        var unit = Find(call, call.Now);
        var body = call.Body();
        call.Commit(new Change { Object = unit.With(properties => EntityBody.Merge(Type, properties, body)) });
        return GraphReply.NoContent;
    }

    public static GraphReply Delete(GraphCall call)
    {
        var unit = Find(call, call.Now);
        call.Commit(new Change { ObjectGone = new DirectoryGone(unit.Kind, unit.Id, 0) });
        return GraphReply.NoContent;
    }

    public static GraphReply Members(GraphCall call) => MemberListing.List(call, call.Seen.Links.Of(DirectoryLink.Member, Find(call, call.Seen).Id));

    public static GraphReply AddMember(GraphCall call)
    {
        var unit = Find(call, call.Now);
        References.Add(call, DirectoryLink.Member, unit.Id, [References.Target(call, call.Body())]);
        return GraphReply.NoContent;
    }

    public static GraphReply RemoveMember(GraphCall call)
    {
        References.Remove(call, DirectoryLink.Member, Find(call, call.Now).Id, call["member"]);
        return GraphReply.NoContent;
    }

    private static DirectoryObject Find(GraphCall call, GraphTable table) =>
        table.LiveOf(DirectoryObject.AdministrativeUnit, call["unit"]) ?? throw GraphError.NotFound(call["unit"]);
}
