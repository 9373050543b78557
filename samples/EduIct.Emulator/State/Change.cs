using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Groups;
using EduIct.Emulator.OrgUnits;
using EduIct.Emulator.Users;

namespace EduIct.Emulator.State;

/// <summary>One step of the state: exactly one property is set. Tables, lagging replicas and the state file all take these.</summary>
internal sealed record Change
{
    public UserRecord? User { get; init; }
    public string? UserGone { get; init; }
    public OrgUnitRecord? OrgUnit { get; init; }
    public string? OrgUnitGone { get; init; }
    public GroupRecord? Group { get; init; }
    public string? GroupGone { get; init; }
    public MemberRecord? Member { get; init; }
    public MemberRecord? MemberGone { get; init; }
    public DirectoryObject? Object { get; init; }
    public DirectoryGone? ObjectGone { get; init; }
    public DirectoryLink? Link { get; init; }
    public DirectoryLink? LinkGone { get; init; }

    public Change At(long revision) => this switch
    {
        { User: { } user } => new Change { User = user with { Revision = revision } },
        { OrgUnit: { } unit } => new Change { OrgUnit = unit with { Revision = revision } },
        { Group: { } group } => new Change { Group = group with { Revision = revision } },
        { Member: { } member } => new Change { Member = member with { Revision = revision } },
        { Object: { } item } => new Change { Object = item with { Revision = revision } },
        { ObjectGone: { } gone } => new Change { ObjectGone = gone with { Revision = revision } },
        { Link: { } link } => new Change { Link = link with { Revision = revision } },
        { LinkGone: { } link } => new Change { LinkGone = link with { Revision = revision } },
        _ => this,
    };
}
