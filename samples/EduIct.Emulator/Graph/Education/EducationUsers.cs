using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>The school side of an account: the same account, with role, student's and teacher's data.</summary>
internal static class EducationUsers
{
    private static readonly EntityType Type = EntityType.EducationUser;
    private static readonly string[] Own = ["primaryRole", "externalSource", "externalSourceDetail", "middleName", "student", "teacher", "residenceAddress", "mailingAddress", "relatedContacts"];
    private static readonly string[] Roles = ["student", "teacher", "none"];
    private static readonly string[] Sources = ["sis", "manual"];

    public static GraphReply List(GraphCall call) => Listing.List(call, DirectoryObject.User, Type);

    public static GraphReply Get(GraphCall call) => Selection.Of(call, Type).One(call, GraphUsers.Finished(call, call.Seen));

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        var user = WithSchoolData(GraphUserEdit.Create(call, Rest(body)), body);
        call.Commit(new Change { Object = user });
        return call.Created("education/users", user.Id, Selection.Default(Type).One(call, call.Now.ById(user.Id)!).Json!);
    }

    public static GraphReply Update(GraphCall call)
    {
        var body = call.Body();
        var user = GraphUserEdit.Apply(call, GraphUsers.Finished(call, call.Now), Rest(body));
        call.Commit(new Change { Object = WithSchoolData(user, body) });
        return Selection.Default(Type).One(call, call.Now.ById(user.Id)!);
    }

    private static JsonObject Rest(JsonObject body)
    {
        var rest = (JsonObject)body.DeepClone();
        foreach (var name in Own)
            rest.Remove(name);
        return rest;
    }

    private static DirectoryObject WithSchoolData(DirectoryObject user, JsonObject body)
    {
        if (EntityBody.Text(body, "primaryRole", Type) is { } role && !Roles.Contains(role))
            throw GraphError.BadValue("primaryRole", Type.Title);
        if (EntityBody.Text(body, "externalSource", Type) is { } source && !Sources.Contains(source))
            throw GraphError.BadValue("externalSource", Type.Title);
        var own = new JsonObject();
        foreach (var name in Own)
            if (body.ContainsKey(name))
                own[name] = body[name]?.DeepClone();
        return user.With(properties => EntityBody.Merge(Type, properties, own));
    }
}
