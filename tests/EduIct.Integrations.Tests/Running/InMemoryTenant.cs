using EduIct.Accounts;

namespace EduIct.Integrations.Tests.Running;

/// <summary>The directory in memory.</summary>
internal sealed class InMemoryTenant(TimeProvider time) : KillableTenant
{
    public InMemoryDirectory Directory { get; } = new(PlanSketch.Domain, time);

    public override Task<IAccountDirectory> OpenAsync(KillSwitch? kill = null) =>
        Task.FromResult<IAccountDirectory>(kill is null ? Directory : new MortalDirectory(Directory, kill));

    public override string? PasswordOf(Account account) => Directory.Passwords.GetValueOrDefault(account.Id);

    public override Task<Account> PutAsync(Account account) => Task.FromResult(Directory.Put(account));

    // Past the faults that a test puts before its calls.
    public override Task<IReadOnlyList<Account>> AccountsAsync() => Task.FromResult<IReadOnlyList<Account>>([.. Directory.Accounts.Where(account => account.DeletedAt is null)]);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
