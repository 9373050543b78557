using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A tenant for one test: a directory, a ledger file, and a runner between them.</summary>
internal sealed class RunnerBench : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("eduict-run-").FullName;
    private readonly TimeProvider _time;

    public RunnerBench(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Directory = new InMemoryDirectory(PlanSketch.Domain, _time);
    }

    public InMemoryDirectory Directory { get; }

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

    public Task<RunSummary> RunAsync(
        StoredPlan plan,
        KillSwitch? kill = null,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (kill is not null)
        {
            Directory.Fault = (point, _) =>
            {
                kill.Moment(point);
                return Task.CompletedTask;
            };
        }

        ProviderCalls calls = new(new RateBudget(CallsPerMinute, _time), _time);
        PlanRunner runner = new(
            kill is null ? Ledger : new MortalLedger(Ledger, kill),
            new Dictionary<string, ProviderConnection> { [PlanSketch.Provider] = new(PlanSketch.Provider, Directory, calls) },
            Options,
            _time);
        return runner.RunAsync(plan, progress, cancellationToken);
    }

    public async Task<List<LedgerOperation>> OperationsAsync(StoredPlan plan) => await Ledger.ReadOperationsAsync(plan.Id).ToListAsync();

    /// <summary>Every account made by us has the password that is sealed for it.</summary>
    public async Task AssertPasswordsFitAsync()
    {
        using PasswordOpener opener = Reader.Opener();
        Dictionary<EduIct.People.PersonKey, SealedPassword> sealedOnes = await Ledger.ReadSealedPasswordsAsync().ToDictionaryAsync(password => password.Person);
        foreach (Account account in Directory.Accounts.Where(account => Directory.Passwords.ContainsKey(account.Id)))
        {
            OpenedPassword? opened = opener.TryOpen(sealedOnes[account.Keys[0]]);
            Assert.Equal(Directory.Passwords[account.Id], opened?.Password.Reveal());
            Assert.Equal(account.Address, opened!.Address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Ledger is not null)
        {
            await Ledger.DisposeAsync();
        }

        if (System.IO.Directory.Exists(_folder))
        {
            System.IO.Directory.Delete(_folder, recursive: true);
        }
    }
}
