using System.Globalization;
using EduIct.Accounts;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A tenant on which a run may be killed: it outlives the process that calls it.</summary>
internal abstract class KillableTenant : IAsyncDisposable
{
    /// <summary>The directory as a new process opens it, which knows nothing of what another has seen.</summary>
    /// <param name="kill">When the process dies; null for never.</param>
    public abstract Task<IAccountDirectory> OpenAsync(KillSwitch? kill = null);

    /// <summary>The password of an account that was made; null where the tenant cannot tell.</summary>
    public virtual string? PasswordOf(Account account) => null;

    public abstract ValueTask DisposeAsync();

    /// <summary>Puts an account there as it is, for the state that a test begins with; told with the id that it got.</summary>
    public virtual async Task<Account> PutAsync(Account account)
    {
        IAccountDirectory directory = await OpenAsync();
        Account made = await directory.CreateAccountAsync(new NewAccount(
            account.Keys[0], account.Address, account.GivenName, account.FamilyName, account.OrgUnit, account.Placement!, new InitialPassword("Truoc-Khi-Thu-1")));
        if (account.Suspended)
        {
            await directory.UpdateAccountAsync(made.Id, new AccountChange { Suspended = true });
        }

        if (account.DeletedAt is not null)
        {
            await directory.DeleteAccountAsync(made.Id);
        }

        return account with { Id = made.Id };
    }

    /// <summary>Whole state as text without identifiers and administrators: two tenants that hold the same have the same.</summary>
    public virtual async Task<string> SnapshotAsync()
    {
        IAccountDirectory directory = await OpenAsync();
        List<string> lines = [.. (await directory.ListOrgUnitsAsync()).Select(unit => unit.ToString())];
        foreach (bool deleted in (bool[])[false, true])
        {
            lines.AddRange((await AllAsync(token => directory.ListAccountsAsync(deleted, token))).Where(account => !account.IsAdmin).Select(Shown));
        }

        foreach (DirectoryGroup group in await AllAsync(directory.ListGroupsAsync))
        {
            IEnumerable<string> members = (await AllAsync(token => directory.ListMembersAsync(group.Address, token))).Select(member => $"{member.Address.ToCanonicalString()}={member.Role}");
            lines.Add($"{group.Address.ToCanonicalString()} {group.Name} {group.Holder} {{{string.Join(',', members.Order(StringComparer.Ordinal))}}}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>The living accounts, without administrators.</summary>
    public virtual async Task<IReadOnlyList<Account>> AccountsAsync()
    {
        IAccountDirectory directory = await OpenAsync();
        return [.. (await AllAsync(token => directory.ListAccountsAsync(false, token))).Where(account => !account.IsAdmin)];
    }

    private static string Shown(Account account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.Address.ToCanonicalString()} {string.Join(',', account.Keys)} {account.GivenName}/{account.FamilyName} {account.OrgUnit} {account.Suspended} {account.DeletedAt is not null} {account.Placement} [{string.Join(',', account.Aliases.Select(alias => alias.ToCanonicalString()).Order(StringComparer.Ordinal))}]");

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

    private static Task<List<T>> AllAsync<T>(Func<string?, CancellationToken, Task<DirectoryPage<T>>> page) => AllAsync(token => page(token, default));
}
