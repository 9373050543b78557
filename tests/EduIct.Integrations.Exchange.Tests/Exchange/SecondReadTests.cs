using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Exchange;
using EduIct.Integrations.Exchange.Tests.Emulator;
using EduIct.People;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>The second listing of accounts by one directory: at the price of what changed, and showing what a whole one shows.</summary>
public sealed class SecondReadTests : IAsyncLifetime
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
    public async Task A_thousand_accounts_and_a_few_changes_are_a_handful_of_requests()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        string[] ids = await FillAsync(session, 1_100);
        string binned = await session.NewUserAsync("da.nghi");
        await session.SendAsync("DELETE", $"users/{binned}");
        using ExchangeDirectory directory = tenant.Open();
        Assert.Equal(1_101, (await AllAsync(directory)).Count);

        await session.SendAsync("PATCH", $"users/{ids[3]}", """{"givenName":"Bình"}""");
        await session.SendAsync("DELETE", $"users/{ids[4]}");
        await session.SendAsync("POST", $"directory/deletedItems/{binned}/restore");
        await session.NewUserAsync("moi");
        IReadOnlyDictionary<string, long> before = tenant.Server.Requests;
        Dictionary<string, string> second = await AllAsync(directory);

        Assert.Equal(
            ["graph.deletedItems.listUsers 1", "graph.users.delta 1", "graph.users.list 1"],
            Since(before, tenant.Server.Requests).Where(line => !line.StartsWith("graph.batch", StringComparison.Ordinal)));
        Assert.Equal(1_102, second.Count);
        Assert.Equal(await FreshAsync(tenant), second);
    }

    [Fact]
    public async Task Where_too_much_changed_the_whole_is_read_again_and_the_next_read_is_cheap_once_more()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        string[] ids = await FillAsync(session, 300);
        using ExchangeDirectory directory = tenant.Open();
        await AllAsync(directory);
        foreach (string id in ids.Take(60))
        {
            await session.SendAsync("PATCH", $"users/{id}", """{"givenName":"Bình"}""");
        }

        Assert.Equal(await FreshAsync(tenant), await AllAsync(directory));
        IReadOnlyDictionary<string, long> before = tenant.Server.Requests;
        Assert.Equal(await FreshAsync(tenant), await AllAsync(directory));

        // The fresh directory asks for its place and lists; this one asks what changed and has nothing to read.
        Assert.Equal(["graph.users.delta 2", "graph.users.list 1"], Since(before, tenant.Server.Requests).Where(line => line.StartsWith("graph.users", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_place_that_the_service_has_lost_is_a_whole_listing()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync("410=#2");
        await session.NewUserAsync("an");
        using ExchangeDirectory directory = tenant.Open();
        await AllAsync(directory);
        await session.NewUserAsync("binh");

        Assert.Equal(3, (await AllAsync(directory)).Count);
        Assert.Equal(2, tenant.Server.Requests["graph.users.list"]);
    }

    [Fact]
    public async Task After_an_hour_all_is_read_anew()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        await session.NewUserAsync("an");
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using ExchangeDirectory directory = ExchangeDirectory.Create(tenant.Options, clock);
        await tenant.PassUntilAsync(clock, AllAsync(directory));
        clock.Advance(TimeSpan.FromMinutes(58));
        await tenant.PassUntilAsync(clock, AllAsync(directory));
        Assert.Equal(1, tenant.Server.Requests["graph.users.list"]);

        clock.Advance(TimeSpan.FromMinutes(2));
        await tenant.PassUntilAsync(clock, AllAsync(directory));

        Assert.Equal(2, tenant.Server.Requests["graph.users.list"]);
    }

    [Fact]
    public async Task A_place_ends_after_seven_days()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 5, 0, 0, 0, TimeSpan.Zero));
        await using GraphSession session = await GraphSession.StartAsync(clock);
        string link = (string)(await session.SendAsync("GET", "users/delta?$deltatoken=latest&$top=5")).Json["@odata.deltaLink"]!;
        await session.NewUserAsync("an");
        clock.Advance(TimeSpan.FromDays(7));
        await session.LogInAsync();
        Assert.Single((JsonArray)(await session.SendAsync("GET", link)).Json["value"]!);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("400 syncStateNotFound", (await session.SendAsync("GET", link)).Fault);
    }

    [Fact]
    public async Task What_this_directory_wrote_shows_although_the_service_tells_its_changes_late()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync("lag@graph.users.delta=1,3600000");
        string changed = await session.NewUserAsync("an");
        string gone = await session.NewUserAsync("binh");
        string back = await session.NewUserAsync("chi");
        await session.SendAsync("DELETE", $"users/{back}");
        using ExchangeDirectory directory = tenant.Open();
        await AllAsync(directory);

        await directory.CreateAccountAsync(Person("moi", "p1"));
        await directory.UpdateAccountAsync(changed, new AccountChange { Suspended = true });
        await directory.AddAliasAsync(changed, EmailAddress.Parse($"an.nguyen@{Domain}"));
        await directory.DeleteAccountAsync(gone);
        await directory.RestoreAccountAsync(back, OrgUnitPath.Root);
        Dictionary<string, string> second = await AllAsync(directory);

        Assert.Equal(await FreshAsync(tenant), second);
        Assert.DoesNotContain(gone, second.Keys);
        Assert.Equal(4, second.Count);
    }

    [Fact]
    public async Task A_listing_that_is_broken_off_or_overtaken_leaves_nothing_behind()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        await FillAsync(session, 2_100);
        using ExchangeDirectory directory = tenant.Open();
        string broken = (await directory.ListAccountsAsync(false, null)).NextPageToken!;

        // Two listings side by side, page by page; the first is asked for a page twice.
        DirectoryPage<Account> one = await directory.ListAccountsAsync(false, null);
        DirectoryPage<Account> two = await directory.ListAccountsAsync(false, null);
        DirectoryPage<Account> oneAgain = await directory.ListAccountsAsync(false, one.NextPageToken);
        DirectoryPage<Account> twoAgain = await directory.ListAccountsAsync(false, two.NextPageToken);
        Assert.Equal(Ids(await directory.ListAccountsAsync(false, one.NextPageToken)), Ids(oneAgain));
        DirectoryPage<Account> oneLast = await directory.ListAccountsAsync(false, oneAgain.NextPageToken);
        DirectoryPage<Account> twoLast = await directory.ListAccountsAsync(false, twoAgain.NextPageToken);

        Assert.Equal(2_101, Ids(one, oneAgain, oneLast).Distinct().Count());
        Assert.Equal(Ids(one, oneAgain, oneLast), Ids(two, twoAgain, twoLast));
        Assert.NotNull((await directory.ListAccountsAsync(false, broken)).NextPageToken);
        Assert.Equal(await FreshAsync(tenant), await AllAsync(directory));
        IEnumerable<string> Ids(params DirectoryPage<Account>[] pages) => pages.SelectMany(page => page.Items).Select(account => account.Id);
    }

    [Fact]
    public async Task Whoever_became_an_administrator_meanwhile_is_one()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        string user = await session.NewUserAsync("an");
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using ExchangeDirectory directory = ExchangeDirectory.Create(tenant.Options, clock);
        Assert.Contains("admin=False", (await tenant.PassUntilAsync(clock, AllAsync(directory)))[user], StringComparison.Ordinal);
        await session.SendAsync("POST", "roleManagement/directory/roleAssignments",
            $$"""{"principalId":"{{user}}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/"}""");
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Contains("admin=True", (await tenant.PassUntilAsync(clock, AllAsync(directory)))[user], StringComparison.Ordinal);
        Assert.Equal(1, tenant.Server.Requests["graph.users.list"]);
    }

    [Fact]
    public async Task Nothing_is_remembered_where_the_options_say_so()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        await session.NewUserAsync("an");
        ExchangeDirectoryOptions options = tenant.Options;
        options.RememberedAccounts = 0;
        using ExchangeDirectory directory = ExchangeDirectory.Create(options);
        await AllAsync(directory);
        await AllAsync(directory);

        Assert.Equal(2, tenant.Server.Requests["graph.users.list"]);
        Assert.False(tenant.Server.Requests.ContainsKey("graph.users.delta"));
    }

    /// <summary>Property: after any series of changes by anybody, the second read shows what a directory shows that knows nothing.</summary>
    [Fact]
    public async Task After_any_changes_the_second_read_is_a_whole_one()
    {
        (ExchangeTenant tenant, GraphSession session) = await StartAsync();
        int made = 0;
        List<string> ids = [];
        for (int i = 0; i < 12; i++)
        {
            ids.Add(await session.NewUserAsync($"hs{made++}"));
        }

        Gen<(int Action, int Whom)[]> series = Gen.Choose(0, 8).SelectMany(action => Gen.Choose(0, 1_000).Select(whom => (action, whom))).ArrayOf(7);
        long whole = 0;
        foreach ((int Action, int Whom)[] changes in series.Sample(25, 25))
        {
            using ExchangeDirectory directory = tenant.Open();
            await AllAsync(directory);
            foreach ((int action, int whom) in changes)
            {
                string id = ids[whom % ids.Count];
                switch (action)
                {
                    case 0: ids.Add(await session.NewUserAsync($"hs{made++}")); break;
                    case 1: await session.SendAsync("PATCH", $"users/{id}", $$"""{"surname":"Trần {{whom}}","accountEnabled":{{(whom % 2 == 0 ? "true" : "false")}}}"""); break;
                    case 2: await session.SendAsync("PATCH", $"users/{id}", $$"""{"userPrincipalName":"ten{{made++}}@{{Domain}}"}"""); break;
                    case 3: await session.SendAsync("DELETE", $"users/{id}"); break;
                    case 4: await session.SendAsync("POST", $"directory/deletedItems/{id}/restore"); break;
                    case 5: await session.SendAsync("DELETE", $"directory/deletedItems/{id}"); break;
                    case 6: await session.LicenseAsync(id); break;
                    case 7: await TryAsync(() => directory.UpdateAccountAsync(id, new AccountChange { GivenName = $"Ân {whom}" })); break;
                    default: await TryAsync(() => directory.RestoreAccountAsync(id, OrgUnitPath.Root)); break;
                }
            }

            long before = tenant.Server.Requests["graph.users.list"];
            Dictionary<string, string> second = await AllAsync(directory);
            whole += tenant.Server.Requests["graph.users.list"] - before > 1 ? 1 : 0;
            Assert.Equal(await FreshAsync(tenant), second);
        }

        Assert.Equal(0, whole);

        static async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (DirectoryException)
            {
            }
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

    /// <summary>Makes accounts, twenty with one request.</summary>
    private static async Task<string[]> FillAsync(GraphSession session, int count)
    {
        List<string> ids = [];
        foreach (int[] few in Enumerable.Range(0, count).Chunk(20))
        {
            JsonArray requests = [.. few.Select(i => (JsonNode)new JsonObject
            {
                ["id"] = $"{i}", ["method"] = "POST", ["url"] = "/users", ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = JsonNode.Parse(GraphSession.User($"hs{i}")),
            })];
            GraphAnswer answer = await session.SendAsync("POST", "$batch", new JsonObject { ["requests"] = requests }.ToJsonString());
            ids.AddRange(((JsonArray)answer.Json["responses"]!).Select(one => (string)one!["body"]!["id"]!));
        }

        return [.. ids];
    }

    private static async Task<Dictionary<string, string>> FreshAsync(ExchangeTenant tenant)
    {
        using ExchangeDirectory fresh = tenant.Open();
        return await AllAsync(fresh);
    }

    private static async Task<Dictionary<string, string>> AllAsync(ExchangeDirectory directory)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        string? token = null;
        do
        {
            DirectoryPage<Account> page = await directory.ListAccountsAsync(false, token);
            foreach (Account account in page.Items)
            {
                all.Add(account.Id, $"{account.Address} {string.Join(',', account.Aliases.Select(alias => alias.ToString()).Order())} {account.FamilyName}|{account.GivenName} {account.OrgUnit} "
                    + $"{account.Suspended} admin={account.IsAdmin} {string.Join(',', account.Keys)} {account.Placement}");
            }

            token = page.NextPageToken;
        }
        while (token is not null);

        return all;
    }

    private static IEnumerable<string> Since(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> now) =>
        now.Where(pair => pair.Value > before.GetValueOrDefault(pair.Key) && pair.Key != "graph.roleAssignments.list" && pair.Key != "graph.token")
            .Select(pair => $"{pair.Key} {pair.Value - before.GetValueOrDefault(pair.Key)}").Order(StringComparer.Ordinal);

    private static NewAccount Person(string local, string key) => GraphFaultTests.Person() with
    {
        Key = new PersonKey(EduIct.Units.CodeSystem.Moet, key),
        Address = EmailAddress.Parse($"{local}@{Domain}"),
        OrgUnit = OrgUnitPath.Root,
    };
}
