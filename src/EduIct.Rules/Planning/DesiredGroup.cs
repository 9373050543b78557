using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Planning;

/// <summary>A group that shall be, with the people in it.</summary>
internal sealed record DesiredGroup(GroupHolder Holder, string Provider, EmailAddress Address, string Name)
{
    /// <summary>Grade of a class, as its pupils have it; null where none is known, and for staff.</summary>
    public string? Grade { get; set; }

    public SortedDictionary<PersonKey, GroupRole> Members { get; } = [];
}
