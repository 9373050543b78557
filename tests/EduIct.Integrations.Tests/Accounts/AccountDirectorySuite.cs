using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Accounts;

/// <summary>
/// What every <see cref="IAccountDirectory"/> must do, whichever provider stands behind it. An adapter's tests derive from it and say how to
/// get an empty tenant; nothing in here knows a provider. Kinds of faults that callers handle alike may be any of those named.
/// </summary>
public abstract class AccountDirectorySuite
{
    private static readonly OrgUnitPath Pupils = OrgUnitPath.Parse("/HocSinh");
    private static readonly OrgUnitPath ClassUnit = OrgUnitPath.Parse("/HocSinh/10A1");
    private static readonly OrgUnitPath Gone = OrgUnitPath.Parse("/DaNghi");

    /// <summary>A directory on a tenant of its own that answers at once and without lag. Besides an administrator it may hold nothing.</summary>
    protected abstract Task<IAccountDirectory> CreateAsync();

    /// <summary>A domain of the tenant.</summary>
    protected abstract string Domain { get; }

    /// <summary>A domain that is not of the tenant.</summary>
    protected virtual string ForeignDomain => "elsewhere.example";

    /// <summary>Whether the provider lets an alias be taken away; where it does not, the port says that the call is invalid, always.</summary>
    protected virtual bool TakesAliasesAway => true;

    [Fact]
    public async Task What_an_account_is_made_from_can_be_read_back_by_id_and_by_address()
    {
        IAccountDirectory directory = await StartAsync();

        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        Assert.NotEqual("", made.Id);
        foreach (string name in (string[])[made.Id, $"an.nv@{Domain}", $"AN.NV@{Domain.ToUpperInvariant()}"])
        {
            Account? found = await directory.FindAccountAsync(name);
            Assert.NotNull(found);
            Assert.Equal(made.Id, found.Id);
            Assert.Equal(Address("an.nv"), found.Address);
            Assert.Equal("Ân", found.GivenName);
            Assert.Equal("Nguyễn Văn", found.FamilyName);
            Assert.Equal(ClassUnit, found.OrgUnit);
            Assert.False(found.Suspended);
            Assert.False(found.IsAdmin);
            Assert.Null(found.DeletedAt);
            Assert.Equal(Key("p1"), Assert.Single(found.Keys));
            Assert.Equal(Placed("10A1"), found.Placement);
        }
    }

    [Fact]
    public async Task Sessions_of_an_account_can_be_ended_as_often_as_one_likes_and_nobodys_cannot()
    {
        IAccountDirectory directory = await StartAsync();
        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        await directory.SignOutAsync(made.Id);
        await directory.SignOutAsync(made.Id);

        Assert.Equal(made.Address, (await directory.FindAccountAsync(made.Id))!.Address);
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => directory.SignOutAsync("00000000-0000-0000-0000-000000000000"));
        Assert.Equal(DirectoryErrorKind.NotFound, fault.Kind);
    }

    [Fact]
    public async Task What_is_not_there_is_null_when_looked_for()
    {
        IAccountDirectory directory = await StartAsync();

        Assert.Null(await directory.FindAccountAsync($"nobody@{Domain}"));
        Assert.Null(await directory.FindGroupAsync(Address("nothing")));
    }

    [Fact]
    public async Task A_primary_address_is_given_once()
    {
        IAccountDirectory directory = await StartAsync();
        await directory.CreateAccountAsync(Person("an.nv", "p1"));

        await FailsAsync(() => directory.CreateAccountAsync(Person("An.NV", "p2")), DirectoryErrorKind.Conflict);
    }

    [Fact]
    public async Task An_alias_and_a_groups_address_are_not_given_to_an_account()
    {
        IAccountDirectory directory = await StartAsync();
        Account first = await directory.CreateAccountAsync(Person("an.nv", "p1"));
        await directory.AddAliasAsync(first.Id, Address("an.nguyen"));
        await directory.CreateGroupAsync(Address("lop.10a1"), "Lớp 10A1", "class/moet:1/10a1");

        await FailsAsync(() => directory.CreateAccountAsync(Person("an.nguyen", "p2")), DirectoryErrorKind.Conflict);
        await FailsAsync(() => directory.CreateAccountAsync(Person("lop.10a1", "p2")), DirectoryErrorKind.Conflict);
    }

    [Fact]
    public async Task An_account_needs_an_organisational_unit_that_exists_and_a_domain_of_the_tenant()
    {
        IAccountDirectory directory = await StartAsync();

        await FailsAsync(
            () => directory.CreateAccountAsync(Person("an.nv", "p1") with { OrgUnit = OrgUnitPath.Parse("/Khong/Co") }),
            DirectoryErrorKind.Invalid,
            DirectoryErrorKind.NotFound);
        await FailsAsync(
            () => directory.CreateAccountAsync(Person("an.nv", "p1") with { Address = EmailAddress.Parse($"an.nv@{ForeignDomain}") }),
            DirectoryErrorKind.Forbidden,
            DirectoryErrorKind.Invalid,
            DirectoryErrorKind.NotFound);
    }

    [Fact]
    public async Task A_change_touches_the_fields_that_it_names_and_no_other()
    {
        IAccountDirectory directory = await StartAsync();
        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        await directory.UpdateAccountAsync(made.Id, new AccountChange { GivenName = "Anh" });
        Assert.Equal(made with { GivenName = "Anh" }, Comparable(await directory.FindAccountAsync(made.Id), made));

        await directory.UpdateAccountAsync(made.Id, new AccountChange { OrgUnit = Gone, Suspended = true });
        Assert.Equal(made with { GivenName = "Anh", OrgUnit = Gone, Suspended = true }, Comparable(await directory.FindAccountAsync(made.Id), made));

        await directory.UpdateAccountAsync(made.Id, new AccountChange { Suspended = false, Placement = Placed("11A2"), Password = new InitialPassword("Ba-Ba-Ba-0815") });
        Assert.Equal(
            made with { GivenName = "Anh", OrgUnit = Gone, Placement = Placed("11A2") },
            Comparable(await directory.FindAccountAsync(made.Id), made));
    }

    [Fact]
    public async Task A_rename_keeps_the_old_address_as_alias_and_the_identifier()
    {
        IAccountDirectory directory = await StartAsync();
        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        Account renamed = await directory.UpdateAccountAsync(made.Id, new AccountChange { Address = Address("an.nvb") });

        Assert.Equal(made.Id, renamed.Id);
        Account? byOld = await directory.FindAccountAsync($"an.nv@{Domain}");
        Assert.Equal(made.Id, byOld?.Id);
        Assert.Equal(Address("an.nvb"), byOld!.Address);
        Assert.Contains(Address("an.nv"), byOld.Aliases);
        Assert.Equal(Key("p1"), Assert.Single(byOld.Keys));
        await FailsAsync(() => directory.CreateAccountAsync(Person("an.nv", "p2")), DirectoryErrorKind.Conflict);
    }

    [Fact]
    public async Task A_rename_to_an_address_that_is_held_changes_nothing()
    {
        IAccountDirectory directory = await StartAsync();
        Account first = await directory.CreateAccountAsync(Person("an.nv", "p1"));
        await directory.CreateAccountAsync(Person("an.nvb", "p2"));

        await FailsAsync(() => directory.UpdateAccountAsync(first.Id, new AccountChange { Address = Address("an.nvb") }), DirectoryErrorKind.Conflict);

        Assert.Equal(Address("an.nv"), (await directory.FindAccountAsync(first.Id))?.Address);
    }

    [Fact]
    public async Task Changing_and_deleting_what_is_not_there_is_not_found()
    {
        IAccountDirectory directory = await StartAsync();
        string nobody = $"nobody@{Domain}";

        await FailsAsync(() => directory.UpdateAccountAsync(nobody, new AccountChange { GivenName = "Anh" }), DirectoryErrorKind.NotFound);
        await FailsAsync(() => directory.DeleteAccountAsync(nobody), DirectoryErrorKind.NotFound);
        await FailsAsync(() => directory.RestoreAccountAsync("no-such-id", Pupils), DirectoryErrorKind.NotFound, DirectoryErrorKind.Invalid);
        await FailsAsync(() => directory.AddAliasAsync(nobody, Address("another")), DirectoryErrorKind.NotFound);
    }

    [Fact]
    public async Task An_alias_is_found_given_once_and_can_be_taken_away()
    {
        IAccountDirectory directory = await StartAsync();
        Account first = await directory.CreateAccountAsync(Person("an.nv", "p1"));
        Account second = await directory.CreateAccountAsync(Person("binh.tt", "p2"));
        await directory.CreateGroupAsync(Address("lop.10a1"), "Lớp 10A1", "class/moet:1/10a1");

        await directory.AddAliasAsync(first.Id, Address("an.nguyen"));

        Account? byAlias = await directory.FindAccountAsync($"an.nguyen@{Domain}");
        Assert.Equal(first.Id, byAlias?.Id);
        Assert.Contains(Address("an.nguyen"), byAlias!.Aliases);
        await FailsAsync(() => directory.AddAliasAsync(second.Id, Address("an.nguyen")), DirectoryErrorKind.Conflict);
        await FailsAsync(() => directory.AddAliasAsync(second.Id, Address("an.nv")), DirectoryErrorKind.Conflict);
        await FailsAsync(() => directory.AddAliasAsync(second.Id, Address("lop.10a1")), DirectoryErrorKind.Conflict);

        if (!TakesAliasesAway)
        {
            await FailsAsync(() => directory.RemoveAliasAsync(first.Id, Address("an.nguyen")), DirectoryErrorKind.Invalid);
            Assert.Contains(Address("an.nguyen"), (await directory.FindAccountAsync(first.Id))!.Aliases);
            return;
        }

        await directory.RemoveAliasAsync(first.Id, Address("an.nguyen"));

        Assert.Null(await directory.FindAccountAsync($"an.nguyen@{Domain}"));
        await FailsAsync(() => directory.RemoveAliasAsync(first.Id, Address("an.nguyen")), DirectoryErrorKind.NotFound, DirectoryErrorKind.Invalid);
    }

    [Fact]
    public async Task A_deleted_account_is_in_the_bin_and_comes_back_as_it_was()
    {
        IAccountDirectory directory = await StartAsync();
        Account made = await directory.CreateAccountAsync(Person("an.nv", "p1"));

        await directory.DeleteAccountAsync(made.Id);

        Assert.Null(await directory.FindAccountAsync(made.Id));
        Assert.Null(await directory.FindAccountAsync($"an.nv@{Domain}"));
        Assert.DoesNotContain(await AccountsAsync(directory, deleted: false), account => account.Id == made.Id);
        Account binned = Assert.Single(await AccountsAsync(directory, deleted: true), account => account.Id == made.Id);
        Assert.NotNull(binned.DeletedAt);
        Assert.Equal(Key("p1"), Assert.Single(binned.Keys));

        await directory.RestoreAccountAsync(made.Id, Gone);

        Account? back = await directory.FindAccountAsync(made.Id);
        Assert.Equal(Gone, back?.OrgUnit);
        Assert.Equal(Address("an.nv"), back!.Address);
        Assert.Equal(Key("p1"), Assert.Single(back.Keys));
        Assert.Null(back.DeletedAt);
        Assert.DoesNotContain(await AccountsAsync(directory, deleted: true), account => account.Id == made.Id);
    }

    [Fact]
    public async Task Every_account_is_listed_once_over_all_pages()
    {
        IAccountDirectory directory = await StartAsync();
        HashSet<string> made = [];
        for (int i = 0; i < 7; i++)
        {
            made.Add((await directory.CreateAccountAsync(Person($"hs{i}", $"p{i}"))).Id);
        }

        List<Account> listed = await AccountsAsync(directory, deleted: false);

        Assert.Equal(listed.Count, listed.Select(account => account.Id).Distinct().Count());
        Assert.Subset(listed.Select(account => account.Id).ToHashSet(), made);
        Account one = listed.Single(account => account.Address == Address("hs3"));
        Assert.Equal(Key("p3"), Assert.Single(one.Keys));
        Assert.Equal(Placed("10A1"), one.Placement);
    }

    [Fact]
    public async Task Organisational_units_are_listed_and_made_once_below_parents_that_exist()
    {
        IAccountDirectory directory = await StartAsync();

        Assert.Subset((await directory.ListOrgUnitsAsync()).ToHashSet(), new HashSet<OrgUnitPath> { Pupils, ClassUnit, Gone });
        Assert.DoesNotContain(OrgUnitPath.Root, await directory.ListOrgUnitsAsync());
        await FailsAsync(() => directory.CreateOrgUnitAsync(ClassUnit), DirectoryErrorKind.Conflict);
        await FailsAsync(
            () => directory.CreateOrgUnitAsync(OrgUnitPath.Parse("/Khong/Co")),
            DirectoryErrorKind.Invalid,
            DirectoryErrorKind.NotFound);
    }

    [Fact]
    public async Task A_group_carries_what_it_is_for_and_shares_the_namespace_of_addresses()
    {
        IAccountDirectory directory = await StartAsync();
        await directory.CreateAccountAsync(Person("an.nv", "p1"));

        DirectoryGroup made = await directory.CreateGroupAsync(Address("lop.10a1"), "Lớp 10A1", "class/moet:1/10a1");

        Assert.Equal("class/moet:1/10a1", made.Holder);
        DirectoryGroup? found = await directory.FindGroupAsync(Address("LOP.10A1"));
        Assert.Equal(made.Id, found?.Id);
        Assert.Equal("Lớp 10A1", found!.Name);
        Assert.Equal("class/moet:1/10a1", found.Holder);
        Assert.Single(await GroupsAsync(directory), group => group.Id == made.Id && group.Holder == "class/moet:1/10a1");
        await FailsAsync(() => directory.CreateGroupAsync(Address("lop.10a1"), "Khác", "class/moet:2/x"), DirectoryErrorKind.Conflict);
        await FailsAsync(() => directory.CreateGroupAsync(Address("an.nv"), "Khác", "class/moet:2/x"), DirectoryErrorKind.Conflict);
    }

    [Fact]
    public async Task Members_are_added_once_listed_with_their_role_and_taken_out_once()
    {
        IAccountDirectory directory = await StartAsync();
        EmailAddress group = Address("lop.10a1");
        await directory.CreateGroupAsync(group, "Lớp 10A1", "class/moet:1/10a1");
        await directory.CreateAccountAsync(Person("an.nv", "p1"));
        await directory.CreateAccountAsync(Person("binh.tt", "p2"));

        await directory.AddMemberAsync(group, Address("an.nv"), GroupRole.Member);
        await directory.AddMemberAsync(group, Address("binh.tt"), GroupRole.Owner);

        Assert.Equal(
            [(Address("an.nv"), GroupRole.Member), (Address("binh.tt"), GroupRole.Owner)],
            (await MembersAsync(directory, group)).Select(member => (member.Address, member.Role)).OrderBy(member => member.Address));
        await FailsAsync(() => directory.AddMemberAsync(group, Address("an.nv"), GroupRole.Member), DirectoryErrorKind.Conflict);

        await directory.RemoveMemberAsync(group, Address("an.nv"));

        Assert.Equal([Address("binh.tt")], (await MembersAsync(directory, group)).Select(member => member.Address));
        await FailsAsync(() => directory.RemoveMemberAsync(group, Address("an.nv")), DirectoryErrorKind.NotFound);
    }

    [Fact]
    public async Task Every_member_is_listed_once_over_all_pages()
    {
        IAccountDirectory directory = await StartAsync();
        EmailAddress group = Address("lop.10a1");
        await directory.CreateGroupAsync(group, "Lớp 10A1", "class/moet:1/10a1");
        for (int i = 0; i < 5; i++)
        {
            await directory.CreateAccountAsync(Person($"hs{i}", $"p{i}"));
            await directory.AddMemberAsync(group, Address($"hs{i}"), GroupRole.Member);
        }

        Assert.Equal(
            ["hs0", "hs1", "hs2", "hs3", "hs4"],
            (await MembersAsync(directory, group)).Select(member => member.Address.Local).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_group_that_is_not_there_has_no_members_to_change()
    {
        IAccountDirectory directory = await StartAsync();
        await directory.CreateAccountAsync(Person("an.nv", "p1"));

        await FailsAsync(() => directory.AddMemberAsync(Address("nothing"), Address("an.nv"), GroupRole.Member), DirectoryErrorKind.NotFound);
        await FailsAsync(() => directory.RemoveMemberAsync(Address("nothing"), Address("an.nv")), DirectoryErrorKind.NotFound);
        await FailsAsync(() => directory.ListMembersAsync(Address("nothing"), null), DirectoryErrorKind.NotFound);
    }

    [Fact]
    public async Task Limits_are_positive_and_reserved_names_in_lower_case()
    {
        DirectoryLimits limits = (await CreateAsync()).Limits;

        Assert.All([limits.GivenName, limits.FamilyName, limits.LocalPart, limits.GroupName], limit => Assert.True(limit > 0));
        Assert.True(limits.LocalPart <= 64, "RFC 5321 section 4.5.3.1.1");
        Assert.All(limits.ReservedLocalParts, name => Assert.Equal(name.ToLowerInvariant(), name));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_has_no_effect()
    {
        IAccountDirectory directory = await StartAsync();
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => directory.CreateAccountAsync(Person("an.nv", "p1"), source.Token));

        Assert.Null(await directory.FindAccountAsync($"an.nv@{Domain}"));
    }

    /// <summary>An account to be made, in an organisational unit that <see cref="StartAsync"/> has made.</summary>
    protected NewAccount Person(string local, string key) =>
        new(Key(key), Address(local), "Ân", "Nguyễn Văn", ClassUnit, Placed("10A1"), new InitialPassword("Khong-Ai-Biet-1"));

    /// <summary>A directory with the organisational units that the suite uses.</summary>
    protected async Task<IAccountDirectory> StartAsync()
    {
        IAccountDirectory directory = await CreateAsync();
        foreach (OrgUnitPath unit in (OrgUnitPath[])[Pupils, ClassUnit, Gone])
        {
            await directory.CreateOrgUnitAsync(unit);
        }

        return directory;
    }

    private EmailAddress Address(string local) => EmailAddress.Parse($"{local}@{Domain}");

    private static PersonKey Key(string value) => new(CodeSystem.Moet, value);

    private static Placement Placed(string name) =>
        new(new UnitCode(CodeSystem.Moet, "79000001"), "THPT Nguyễn Đình Chiểu", Role.Student, name, "10");

    // Records compare arrays by reference; and providers may add aliases of their own.
    private static Account? Comparable(Account? account, Account like) =>
        account is null || !account.Keys.SequenceEqual(like.Keys) ? account : account with { Keys = like.Keys, Aliases = like.Aliases };

    private static async Task FailsAsync(Func<Task> call, params DirectoryErrorKind[] kinds)
    {
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(call);
        Assert.Contains(fault.Kind, kinds);
        Assert.False(string.IsNullOrEmpty(fault.Reason), "The provider's own reason is missing.");
    }

    private static Task<List<Account>> AccountsAsync(IAccountDirectory directory, bool deleted) =>
        AllAsync(token => directory.ListAccountsAsync(deleted, token));

    private static Task<List<DirectoryGroup>> GroupsAsync(IAccountDirectory directory) => AllAsync(token => directory.ListGroupsAsync(token));

    private static Task<List<GroupMember>> MembersAsync(IAccountDirectory directory, EmailAddress group) =>
        AllAsync(token => directory.ListMembersAsync(group, token));

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<DirectoryPage<T>>> page)
    {
        List<T> all = [];
        string? token = null;
        do
        {
            DirectoryPage<T> next = await page(token);
            all.AddRange(next.Items);
            token = next.NextPageToken;
        }
        while (token is not null);

        return all;
    }
}
