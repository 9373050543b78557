namespace EduIct.Emulator.Groups;

/// <summary>Groups by id and by address, and who is in them, in both directions.</summary>
internal sealed class GroupTable
{
    private readonly Dictionary<string, GroupRecord> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedDictionary<string, MemberRecord>> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> memberOf = new(StringComparer.Ordinal);

    public SortedSet<string> Emails { get; } = new(StringComparer.Ordinal);
    public IEnumerable<GroupRecord> All => byId.Values;
    public IEnumerable<MemberRecord> AllMembers => members.Values.SelectMany(group => group.Values);

    public GroupRecord? ById(string id) => byId.GetValueOrDefault(id);
    public GroupRecord? ByAddress(string address) => addresses.TryGetValue(address, out var id) ? byId[id] : null;
    public GroupRecord? Find(string key) => ByAddress(key) ?? ById(key);

    public IReadOnlyCollection<MemberRecord> MembersOf(string groupId) =>
        members.TryGetValue(groupId, out var inside) ? inside.Values : [];

    public MemberRecord? Member(string groupId, string memberId) =>
        members.TryGetValue(groupId, out var inside) ? inside.GetValueOrDefault(memberId) : null;

    public IEnumerable<GroupRecord> GroupsOf(string memberId) =>
        memberOf.TryGetValue(memberId, out var groups) ? groups.Select(id => byId[id]) : [];

    public IEnumerable<MemberRecord> MembershipsOf(string memberId) =>
        GroupsOf(memberId).Select(group => members[group.Id][memberId]);

    /// <summary>Whether <paramref name="memberId"/> is in the group directly or through groups in it.</summary>
    public bool Reaches(string groupId, string memberId) =>
        GroupsOf(memberId).Any(group => group.Id == groupId || Reaches(groupId, group.Id));

    public void Put(GroupRecord group)
    {
        if (byId.TryGetValue(group.Id, out var old))
            ForgetAddresses(old);
        byId[group.Id] = group;
        Emails.Add(group.Email);
        foreach (var address in group.Addresses)
            addresses[address] = group.Id;
    }

    /// <summary>Removes the group and all who are in it; that it is itself a member elsewhere is removed by changes of its own.</summary>
    public void Remove(string id)
    {
        if (!byId.TryGetValue(id, out var group))
            return;
        foreach (var member in MembersOf(id).ToArray())
            RemoveMember(member);
        byId.Remove(id);
        members.Remove(id);
        ForgetAddresses(group);
    }

    public void PutMember(MemberRecord member)
    {
        if (!members.TryGetValue(member.GroupId, out var inside))
            members[member.GroupId] = inside = new(StringComparer.Ordinal);
        inside[member.MemberId] = member;
        if (!memberOf.TryGetValue(member.MemberId, out var groups))
            memberOf[member.MemberId] = groups = new(StringComparer.Ordinal);
        groups.Add(member.GroupId);
    }

    public void RemoveMember(MemberRecord member)
    {
        if (members.TryGetValue(member.GroupId, out var inside))
            inside.Remove(member.MemberId);
        if (!memberOf.TryGetValue(member.MemberId, out var groups))
            return;
        groups.Remove(member.GroupId);
        if (groups.Count == 0)
            memberOf.Remove(member.MemberId);
    }

    private void ForgetAddresses(GroupRecord group)
    {
        Emails.Remove(group.Email);
        foreach (var address in group.Addresses)
            addresses.Remove(address);
    }
}
