using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A tenant for one test: a provider's side, a ledger file, and a runner between them.</summary>
internal sealed class RunnerBench : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("eduict-run-").FullName;
    private readonly TimeProvider _time;

    public RunnerBench(TimeProvider? time = null, KillableTenant? tenant = null)
    {
        _time = time ?? TimeProvider.System;
        Tenant = tenant ?? new InMemoryTenant(_time);
    }

    public KillableTenant Tenant { get; }

    /// <summary>The directory in memory, where the tenant is that one.</summary>
    public InMemoryDirectory Directory => ((InMemoryTenant)Tenant).Directory;

    public SqliteLedger Ledger { get; private set; } = null!;

    public PlanRunnerOptions Options { get; } = new() { Concurrency = 1 };

    public int CallsPerMinute { get; init; } = 10_000_000;

    /// <summary>Opens the ledger, as a new process does.</summary>
    public async Task<SqliteLedger> OpenAsync()
    {
        if (Ledger is not null)
        {
            await Ledger.DisposeAsync();
        }

        return Ledger = await SqliteLedger.OpenAsync(Path.Combine(_folder, "ledger"), PlanSketch.Tenant, _time);
    }

    public async Task<StoredPlan> AdmitAsync(PlanSketch sketch)
    {
        Plan plan = sketch.Build((Ledger ?? await OpenAsync()).Id);
        Admission admission = await Ledger!.AdmitAsync(plan, PlanFile.DigestOf(plan), new Dictionary<string, int>());
        Assert.Equal(AdmissionOutcome.Admitted, admission.Outcome);
        return admission.Plan!;
    }

    public async Task<RunSummary> RunAsync(
        StoredPlan plan,
        KillSwitch? kill = null,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        await (await RunnerAsync(kill)).RunAsync(plan, progress, cancellationToken);

    /// <summary>Looks at the mailboxes that the ledger waits for.</summary>
    public async Task<MailboxSummary> AwaitMailboxesAsync() => await (await RunnerAsync(null)).AwaitMailboxesAsync();

    public async Task<List<LedgerOperation>> OperationsAsync(StoredPlan plan) => await Ledger.ReadOperationsAsync(plan.Id).ToListAsync();

    /// <summary>Whoever was made by us has the password that is sealed for him.</summary>
    public async Task AssertPasswordsFitAsync()
    {
        using PasswordOpener opener = Reader.Opener();
        IReadOnlyList<Account> accounts = await Tenant.AccountsAsync();
        Dictionary<EduIct.People.PersonKey, SealedPassword> sealedOnes = await Ledger.ReadSealedPasswordsAsync().ToDictionaryAsync(password => password.Person);
        Assert.All(accounts.Where(account => Tenant.PasswordOf(account) is not null), account => Assert.Contains(account.Keys[0], sealedOnes.Keys));
        foreach (Account account in accounts.Where(account => sealedOnes.ContainsKey(account.Keys[0])))
        {
            OpenedPassword? opened = opener.TryOpen(sealedOnes[account.Keys[0]]);
            Assert.Equal(account.Address, opened?.Address);
            if (Tenant.PasswordOf(account) is { } password)
            {
                Assert.Equal(password, opened!.Password.Reveal());
            }
        }
    }

    private async Task<PlanRunner> RunnerAsync(KillSwitch? kill)
    {
        ProviderCalls calls = new(new RateBudget(CallsPerMinute, _time), _time);
        return new PlanRunner(
            kill is null ? Ledger : new MortalLedger(Ledger, kill),
            new Dictionary<string, ProviderConnection> { [PlanSketch.Provider] = new(PlanSketch.Provider, await Tenant.OpenAsync(kill), calls) },
            Options,
            _time);
    }

    public async ValueTask DisposeAsync()
    {
        if (Ledger is not null)
        {
            await Ledger.DisposeAsync();
        }

        await Tenant.DisposeAsync();
        if (System.IO.Directory.Exists(_folder))
        {
            System.IO.Directory.Delete(_folder, recursive: true);
        }
    }
}
