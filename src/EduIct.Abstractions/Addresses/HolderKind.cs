namespace EduIct.Addresses;

/// <summary>What sort of thing holds a claim. Posts, people and groups share one namespace of addresses; slugs of units have one of their own.</summary>
public enum HolderKind
{
    /// <summary>A person; the holder is a person's key.</summary>
    Person,

    /// <summary>A group of a class or a staff; the holder names what the group is for, e.g. <c>class/oneroster:12/6a1</c>.</summary>
    Group,

    /// <summary>A unit whose slug is claimed, so that it stays although a namesake comes later; the holder is the unit's code.</summary>
    Unit,

    /// <summary>A post of a unit; the holder is the post's key, e.g. <c>post:gso:83/giamdoc.bentre</c>, be it a group or an account.</summary>
    Post,
}
