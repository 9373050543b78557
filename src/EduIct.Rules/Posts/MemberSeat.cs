using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Posts;

/// <summary>A holder as a member of a group.</summary>
/// <param name="Identity">What stays the same when the account is renamed: the account at the groups' provider, else the address.</param>
/// <param name="Address">The address to add; null where there is none.</param>
/// <param name="Person">The person's key, where the account is one of ours.</param>
/// <param name="Barred">Why the holder cannot join; null: can.</param>
internal readonly record struct MemberSeat(string Identity, EmailAddress? Address, PersonKey? Person, LeftAloneReason? Barred);
