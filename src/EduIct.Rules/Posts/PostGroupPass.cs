using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Posts;

/// <summary>
/// Groups of posts: made where missing, whether or not somebody holds the post; whoever holds it on the day joins, whoever does no longer goes.
/// Out goes only an account of ours, or somebody whom the holders name for another time, and only where they say anything of the post. An owner, an administrator
/// and whoever was added by hand stay.
/// </summary>
internal sealed class PostGroupPass
{
    private readonly PlanContext _context;
    private readonly ProviderSnapshot _provider;
    private readonly MemberIndex _members;
    private readonly HeldPosts _held;

    public PostGroupPass(PlanContext context, ProviderSnapshot provider, HeldPosts held, MemberIndex members)
    {
        _context = context;
        _provider = provider;
        _held = held;
        _members = members;
    }

    /// <summary>Members of the groups when they were read.</summary>
    public int Members { get; private set; }

    /// <summary>One post.</summary>
    /// <param name="post">The post; its address is given to it.</param>
    /// <param name="actual">Its group; null where there is none yet.</param>
    public void Run(Post post, GroupSnapshot? actual)
    {
        int? made = actual is null ? Make(post) : null;
        EmailAddress group = actual?.Group.Address ?? post.Address;
        IReadOnlyList<PostAssignment> said = _held.Of(post.Key);
        MemberSeat[] seats = [.. _held.OnTheDay(post.Key).Select(assignment => _members.Find(assignment.Holder)).DistinctBy(seat => seat.Identity)];
        if (seats.Length == 0)
        {
            LeaveAlone(post.Address.ToString(), LeftAloneReason.NoHolder, null);
        }

        Dictionary<string, GroupMember> inside = [];
        foreach (GroupMember member in actual?.Members ?? [])
        {
            if (member.Address != default)
            {
                inside.TryAdd(_members.IdentityOf(member.Address), member);
            }
        }

        Members += inside.Count;
        foreach (MemberSeat seat in seats.OrderBy(seat => seat.Address?.ToCanonicalString() ?? seat.Identity, StringComparer.Ordinal))
        {
            if (inside.ContainsKey(seat.Identity))
            {
                continue;
            }

            if (seat.Barred is { } reason)
            {
                LeaveAlone(seat.Person?.ToString() ?? seat.Address?.ToString() ?? seat.Identity, reason, group);
            }
            else
            {
                _context.Operations.Add(
                    new PlanOperation(0, OperationKind.AddMember, _provider.Id)
                    {
                        Person = seat.Person,
                        Group = group,
                        Set = new OperationFields { Member = seat.Address, Role = GroupRole.Member },
                    },
                    made);
            }
        }

        if (said.Count > 0)
        {
            TakeOut(group, inside, [.. seats.Select(seat => seat.Identity)], [.. said.Select(assignment => _members.Find(assignment.Holder).Identity)]);
        }
    }

    private int Make(Post post)
    {
        string name = $"{post.Title.Vi} – {post.Unit.Name}";
        return _context.Operations.Add(new PlanOperation(0, OperationKind.EnsureGroup, _provider.Id)
        {
            Group = post.Address,
            Set = new OperationFields { Name = name.Length <= _provider.Limits.GroupName ? name : name[.._provider.Limits.GroupName], Holder = post.Key.ToString() },
        });
    }

    private void TakeOut(EmailAddress group, Dictionary<string, GroupMember> inside, HashSet<string> holders, HashSet<string> everNamed)
    {
        foreach ((string identity, GroupMember member) in inside.Where(pair => !holders.Contains(pair.Key) && pair.Value.Role != GroupRole.Owner).OrderBy(pair => pair.Value.Address))
        {
            PersonKey? person = _members.OwnerOf(member.Address);
            if (_members.IsProtected(member.Address))
            {
                LeaveAlone(person?.ToString() ?? member.Address.ToString(), LeftAloneReason.Protected, group);
            }
            else if (person is null && !everNamed.Contains(identity))
            {
                LeaveAlone(member.Address.ToString(), LeftAloneReason.AddedByHand, group);
            }
            else
            {
                _context.Operations.Add(new PlanOperation(0, OperationKind.RemoveMember, _provider.Id)
                {
                    Person = person,
                    Group = group,
                    Expect = new OperationFields { Member = member.Address },
                });
            }
        }
    }

    private void LeaveAlone(string what, LeftAloneReason reason, EmailAddress? group) => _context.LeftAlone.Add(new LeftAlone(what, reason) { Group = group });
}
