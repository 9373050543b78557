using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Groups;
using EduIct.Emulator.OrgUnits;
using EduIct.Emulator.Users;

namespace EduIct.Emulator.State;

/// <summary>The whole state with its indexes. There is one that is true, and one more behind it for each lag.</summary>
internal sealed class Tables
{
    public UserTable Users { get; } = new();
    public OrgUnitTable OrgUnits { get; } = new();
    public GroupTable Groups { get; } = new();
    public GraphTable Graph { get; } = new();

    public void Apply(Change change)
    {
        switch (change)
        {
            case { User: { } user }: Users.Put(user); break;
            case { UserGone: { } id }: Users.Remove(id); break;
            case { OrgUnit: { } unit }: OrgUnits.Put(unit); break;
            case { OrgUnitGone: { } id }: OrgUnits.Remove(id); break;
            case { Group: { } group }: Groups.Put(group); break;
            case { GroupGone: { } id }: Groups.Remove(id); break;
            case { Member: { } member }: Groups.PutMember(member); break;
            case { MemberGone: { } member }: Groups.RemoveMember(member); break;
            case { Object: { } item }: Graph.Put(item); break;
            case { ObjectGone: { } gone }: Graph.Remove(gone); break;
            case { Link: { } link }: Graph.Put(link); break;
            case { LinkGone: { } link }: Graph.Remove(link); break;
            default: throw new InvalidDataException("An empty change in the state file.");
        }
    }

    /// <summary>Everything as changes, in an order in which they can be applied to empty tables.</summary>
    public IEnumerable<Change> All() =>
        OrgUnits.All.Select(unit => new Change { OrgUnit = unit })
            .Concat(Users.All.Select(user => new Change { User = user }))
            .Concat(Groups.All.Select(group => new Change { Group = group }))
            .Concat(Groups.AllMembers.Select(member => new Change { Member = member }))
            .Concat(Graph.Gone.Select(gone => new Change { ObjectGone = gone }))
            .Concat(Graph.All.Select(item => new Change { Object = item }))
            .Concat(Graph.Links.All.Select(link => new Change { Link = link }));

    public bool IsTaken(string address) => Users.ByAddress(address) is not null || Groups.ByAddress(address) is not null;

    public string PathOf(UserRecord user) => OrgUnits.PathOf(user.OrgUnitId) ?? "/";
}
