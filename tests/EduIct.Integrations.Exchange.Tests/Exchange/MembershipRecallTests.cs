using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Exchange;
using EduIct.Integrations.Exchange.Tests.Emulator;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>Members of groups that did not change come from memory, and are those that a directory reads that knows nothing.</summary>
public sealed class MembershipRecallTests : IAsyncLifetime
{
    private const string Domain = "bentre.edu.vn";

    private readonly List<IAsyncDisposable> _closing = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (IAsyncDisposable one in Enumerable.Reverse(_closing))
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_many_groups_only_those_are_read_again_that_changed()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        (string[] users, string[] groups) = await FillAsync(session, people: 30, groups: 30);
        using ExchangeDirectory directory = tenant.Open();
        await ReadAsync(directory);

        await session.AddMemberAsync("groups", groups[3], users[9]);
        await session.SendAsync("DELETE", $"users/{users[0]}");
        await session.SendAsync("PATCH", $"users/{users[1]}", $$"""{"userPrincipalName":"ten.moi@{{Domain}}"}""");
        await session.NewGroupAsync("moi");
        IReadOnlyDictionary<string, long> before = tenant.Server.Requests;
        Dictionary<string, string> second = await ReadAsync(directory);

        Assert.Equal(2, tenant.Server.Requests["graph.groups.members.list"] - before["graph.groups.members.list"]);
        Assert.Equal(1, tenant.Server.Requests["graph.groups.delta"] - before["graph.groups.delta"]);
        Assert.Equal(await FreshAsync(tenant), second);
        Assert.Contains(second.Values, members => members.Contains("ten.moi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_this_directory_wrote_is_read_again_although_the_service_tells_it_late()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync("lag@graph.groups.delta=1,3600000");
        (string[] users, _) = await FillAsync(session, people: 6, groups: 3);
        using ExchangeDirectory directory = tenant.Open();
        await ReadAsync(directory);
        string member = (await directory.FindAccountAsync(users[0]))!.Address.ToString();

        await directory.RemoveMemberAsync(Address("lop0"), EmailAddress.Parse(member));
        await directory.AddMemberAsync(Address("lop1"), EmailAddress.Parse(member), GroupRole.Member);

        Dictionary<string, string> second = await ReadAsync(directory);
        Assert.Equal(await FreshAsync(tenant), second);
        Assert.Contains(member, second[$"lop1@{Domain}"], StringComparison.Ordinal);
        Assert.DoesNotContain(member, second[$"lop0@{Domain}"], StringComparison.Ordinal);
    }

    // 1 the place of accounts, 2 of groups; then 3 the changes of accounts to list them, 4 to name members, 5 the changes of groups.
    [Theory]
    [InlineData("410=#2")]
    [InlineData("410=#4")]
    [InlineData("410=#5")]
    public async Task A_place_that_the_service_has_lost_means_to_read_everything(string fault)
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync(fault);
        (string[] users, string[] groups) = await FillAsync(session, people: 6, groups: 3);
        using ExchangeDirectory directory = tenant.Open();
        await ReadAsync(directory);
        await session.AddMemberAsync("groups", groups[0], users[1]);

        Assert.Equal(await FreshAsync(tenant), await ReadAsync(directory));
        Assert.Equal(await FreshAsync(tenant), await ReadAsync(directory));
    }

    /// <summary>Property: after any series of changes by anybody, what is recalled and read is what a directory reads that knows nothing.</summary>
    [Fact]
    public async Task After_any_changes_members_are_those_that_a_fresh_directory_reads()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        (string[] users, string[] groups) = await FillAsync(session, people: 8, groups: 5);
        int made = 0;
        long recalled = 0;
        Gen<(int Action, int Whom, int Where)[]> series = Gen.Choose(0, 9).SelectMany(action => Gen.Choose(0, 999).SelectMany(whom => Gen.Choose(0, 999).Select(where => (action, whom, where)))).ArrayOf(6);
        foreach ((int Action, int Whom, int Where)[] changes in series.Sample(25, 12))
        {
            using ExchangeDirectory directory = tenant.Open();
            await ReadAsync(directory);
            foreach ((int action, int whom, int where) in changes)
            {
                (string user, string group) = (users[whom % users.Length], groups[where % groups.Length]);
                switch (action)
                {
                    case 0: await session.AddMemberAsync("groups", group, user); break;
                    case 1: await session.SendAsync("DELETE", $"groups/{group}/members/{user}/$ref"); break;
                    case 2: await session.SendAsync("POST", $"groups/{group}/owners/$ref", $$"""{"@odata.id":"{{session.Reference(user)}}"}"""); break;
                    case 3: await session.SendAsync("DELETE", $"users/{user}"); break;
                    case 4: await session.SendAsync("POST", $"directory/deletedItems/{user}/restore"); break;
                    case 5: await session.SendAsync("PATCH", $"users/{user}", $$"""{"userPrincipalName":"ten{{made++}}@{{Domain}}"}"""); break;
                    case 6: await RestoreAsync(directory, user); break;
                    case 7: await JoinAsync(directory, user, Address($"lop{where % groups.Length}")); break;
                    case 8: await session.AddMemberAsync("groups", group, groups[(where + 1) % groups.Length]); break;
                    default: await session.SendAsync("DELETE", $"groups/{group}/owners/{user}/$ref"); break;
                }
            }

            long before = tenant.Server.Requests["graph.groups.members.list"];
            Dictionary<string, string> second = await ReadAsync(directory);
            recalled += groups.Length - (tenant.Server.Requests["graph.groups.members.list"] - before);
            Assert.Equal(await FreshAsync(tenant), second);
        }

        Assert.True(recalled > 0, "Nothing was ever recalled.");
    }

    private static async Task JoinAsync(ExchangeDirectory directory, string user, EmailAddress group)
    {
        try
        {
            if (await directory.FindAccountAsync(user) is { } account)
            {
                await directory.AddMemberAsync(group, account.Address, GroupRole.Manager);
            }
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }
    }

    private static async Task RestoreAsync(ExchangeDirectory directory, string user)
    {
        try
        {
            await directory.RestoreAccountAsync(user, OrgUnitPath.Root);
        }
        catch (DirectoryException fault) when (fault.Kind is DirectoryErrorKind.NotFound or DirectoryErrorKind.Conflict)
        {
        }
    }

    private async Task<(ExchangeTenant Tenant, GraphSession Session)> StartAsync(params string[] faults)
    {
        ExchangeTenant tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { Faults = [.. faults.Select(Fault.Parse)] });
        _closing.Add(tenant);
        GraphSession session = await GraphSession.AttachAsync(tenant.Server);
        _closing.Add(session);
        return (tenant, session);
    }

    /// <summary>Accounts, one after another in a group each, and some in two.</summary>
    private static async Task<(string[] Users, string[] Groups)> FillAsync(GraphSession session, int people, int groups)
    {
        string[] groupIds = new string[groups];
        string[] userIds = new string[people];
        for (int i = 0; i < groups; i++)
        {
            groupIds[i] = await session.NewGroupAsync($"lop{i}");
        }

        for (int i = 0; i < people; i++)
        {
            userIds[i] = await session.NewUserAsync($"hs{i}");
            await session.AddMemberAsync("groups", groupIds[i % groups], userIds[i]);
        }

        return (userIds, groupIds);
    }

    /// <summary>As a snapshot is read: accounts, groups, what is recalled, and the rest.</summary>
    private static async Task<Dictionary<string, string>> ReadAsync(ExchangeDirectory directory)
    {
        await directory.ListAccountsAsync(false, null);
        ImmutableArray<DirectoryGroup> groups = (await directory.ListGroupsAsync(null)).Items;
        IReadOnlyDictionary<string, ImmutableArray<GroupMember>> recalled = await directory.RecallMembersAsync();
        Dictionary<string, string> read = [];
        foreach (DirectoryGroup group in groups)
        {
            ImmutableArray<GroupMember> members = recalled.TryGetValue(group.Id, out ImmutableArray<GroupMember> known) ? known : (await directory.ListMembersAsync(group.Address, null)).Items;
            read[group.Address.ToString()] = string.Join(' ', members.Select(member => $"{member.Role}:{member.Address}").Order(StringComparer.Ordinal));
        }

        return read;
    }

    private static async Task<Dictionary<string, string>> FreshAsync(ExchangeTenant tenant)
    {
        using ExchangeDirectory fresh = tenant.Open();
        return await ReadAsync(fresh);
    }

    private static EmailAddress Address(string local) => EmailAddress.Parse($"{local}@{Domain}");
}
