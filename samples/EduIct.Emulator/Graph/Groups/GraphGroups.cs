using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Groups;

/// <summary>Microsoft 365 groups and security groups.</summary>
internal static class GraphGroups
{
    private static readonly EntityType Type = EntityType.Group;

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        var group = Make(call, body);
        var members = References.Bound(call, body, DirectoryLink.Member);
        var owners = References.Bound(call, body, DirectoryLink.Owner);
        call.Commit(
        [
            new Change { Object = group },
            .. members.DistinctBy(member => member.Id).Select(member => new Change { Link = new DirectoryLink(DirectoryLink.Member, group.Id, member.Id) }),
            .. owners.DistinctBy(owner => owner.Id).Select(owner => new Change { Link = new DirectoryLink(DirectoryLink.Owner, group.Id, owner.Id) }),
        ]);
        call.Tenant.Workspace.Delay(group.Id, "graph", call.Unfinished);
        return call.Created("groups", group.Id, Selection.Default(Type).One(call, call.Now.ById(group.Id)!).Json!);
    }

    /// <summary>A group as a body wants it, where its names are free; it is not there yet.</summary>
    public static DirectoryObject Make(GraphCall call, JsonObject body)
    {
        var properties = Properties(call, body);
        var nickname = EntityBody.Text(body, "mailNickname", Type)!;
        if (call.Now.By(DirectoryObject.Group, "mailNickname", nickname).Count > 0)
            throw GraphError.Conflict("mailNickname");
        if (EntityBody.Text(body, "uniqueName", Type) is { } unique && call.Now.By(DirectoryObject.Group, "uniqueName", unique).Count > 0)
            throw GraphError.Conflict("uniqueName");
        if (properties["mail"] is { } mail)
        {
            GraphAddresses.RequireFreeProxy(call.Now, (string)mail!, null);
            if (call.Now.By(DirectoryObject.User, "userPrincipalName", (string)mail!).Count > 0)
                throw GraphError.Conflict("proxyAddresses");
        }
        return new DirectoryObject
        {
            Kind = DirectoryObject.Group,
            Id = call.Tenant.NewId(DirectoryObject.Group, nickname),
            Properties = properties,
            Created = call.Tenant.UtcNow,
        };
    }

    public static GraphReply Get(GraphCall call) => Selection.Of(call, Type).One(call, Finished(call, call.Seen));
    public static GraphReply List(GraphCall call) => Listing.List(call, DirectoryObject.Group, Type, group => call.Tenant.Workspace.IsDelayed(group.Id, "graph"));
    public static GraphReply Count(GraphCall call) => Listing.Count(call, DirectoryObject.Group);

    /// <summary>Properties and up to twenty new members together: all or nothing.</summary>
    public static GraphReply Update(GraphCall call)
    {
        var group = Finished(call, call.Now);
        var body = call.Body();
        var added = References.Bound(call, body, DirectoryLink.Member);
        var changed = group.With(properties => EntityBody.Merge(Type, properties, body));
        if (body.ContainsKey("displayName") && changed.Text("displayName") is null)
            throw GraphError.BadValue("displayName", Type.Title);
        if (body.ContainsKey("mailNickname"))
            throw GraphError.Bad("Property 'mailNickname' of a mail-enabled group cannot be changed here.");
        if (added.Count > 0)
            References.Add(call, DirectoryLink.Member, group.Id, added);
        if (body.Any(property => !property.Key.Contains('@', StringComparison.Ordinal)))
            call.Commit(new Change { Object = changed });
        return GraphReply.NoContent;
    }

    /// <summary>A Microsoft 365 group can be restored for 30 days, a security group is gone.</summary>
    public static GraphReply Delete(GraphCall call)
    {
        var group = Finished(call, call.Now);
        call.Commit(group.Texts("groupTypes").Contains("Unified")
            ? new Change { Object = group with { Deleted = call.Tenant.UtcNow } }
            : new Change { ObjectGone = new DirectoryGone(group.Kind, group.Id, 0) });
        return GraphReply.NoContent;
    }

    public static GraphReply Members(GraphCall call) => MemberListing.List(call, call.Seen.Links.Of(DirectoryLink.Member, Finished(call, call.Seen).Id));
    public static GraphReply TransitiveMembers(GraphCall call) => MemberListing.List(call, Below(call.Seen, Finished(call, call.Seen).Id));
    public static GraphReply Owners(GraphCall call) => MemberListing.List(call, call.Seen.Links.Of(DirectoryLink.Owner, Finished(call, call.Seen).Id));
    public static GraphReply AddMember(GraphCall call) => Add(call, DirectoryLink.Member);
    public static GraphReply AddOwner(GraphCall call) => Add(call, DirectoryLink.Owner);
    public static GraphReply RemoveMember(GraphCall call) => Remove(call, DirectoryLink.Member);
    public static GraphReply RemoveOwner(GraphCall call) => Remove(call, DirectoryLink.Owner);

    /// <summary>The groups and administrative units that an account is in.</summary>
    public static GraphReply MemberOf(GraphCall call) => MemberListing.List(
        call,
        call.Seen.Links.To(GraphUsers.Finished(call, call.Seen).Id).Where(link => link.Kind == DirectoryLink.Member).Select(link => link.From).Order(StringComparer.Ordinal));

    private static GraphReply Add(GraphCall call, string kind)
    {
        var group = Finished(call, call.Now);
        References.Add(call, kind, group.Id, [References.Target(call, call.Body())]);
        return GraphReply.NoContent;
    }

    private static GraphReply Remove(GraphCall call, string kind)
    {
        References.Remove(call, kind, Finished(call, call.Now).Id, call["member"]);
        return GraphReply.NoContent;
    }

    private static JsonObject Properties(GraphCall call, JsonObject body)
    {
        EntityBody.Required(body, "displayName", Type);
        var nickname = GraphAddresses.CheckNickname(EntityBody.Required(body, "mailNickname", Type), Type.Title);
        foreach (var name in (string[])["mailEnabled", "securityEnabled"])
            if (body[name] is null)
                throw GraphError.Bad($"A value is required for property '{name}' of resource 'Group'.");
        var properties = new JsonObject { ["groupTypes"] = new JsonArray(), ["visibility"] = "Public" };
        EntityBody.Merge(Type, properties, body);
        var isUnified = ((JsonArray)properties["groupTypes"]!).Any(kind => (string?)kind == "Unified");
        var isMail = (bool)properties["mailEnabled"]!;
        if (isMail != isUnified || (!isMail && !(bool)properties["securityEnabled"]!))
            throw GraphError.Bad("The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.");
        if (isMail)
            GraphAddresses.SetPrimary(properties, $"{nickname}@{call.Tenant.DefaultDomain}");
        return properties;
    }

    /// <summary>Members, and members of groups that are members; groups may hold each other in a circle.</summary>
    private static SortedSet<string> Below(GraphTable table, string group)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([group]);
        while (open.TryPop(out var next))
            foreach (var member in table.Links.Of(DirectoryLink.Member, next))
                if (found.Add(member) && table.LiveOf(DirectoryObject.Group, member) is not null)
                    open.Push(member);
        return found;
    }

    private static DirectoryObject Finished(GraphCall call, GraphTable table)
    {
        var group = table.LiveOf(DirectoryObject.Group, call["group"]) ?? throw GraphError.NotFound(call["group"]);
        return call.Tenant.Workspace.IsDelayed(group.Id, "graph") ? throw GraphError.NotFound(call["group"]) : group;
    }
}
