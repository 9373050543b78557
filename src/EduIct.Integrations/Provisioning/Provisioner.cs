using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Rosters;
using EduIct.Running;
using EduIct.Tenants;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace EduIct.Provisioning;

/// <summary>
/// One tenant's whole way from a roster to accounts, and from its posts to their mailboxes: plan, apply, verify. Made by <see cref="ProvisionerFactory"/>.
/// <para>
/// The ledger is held only while a member works. Members may be called one after another, not at once.
/// </para>
/// </summary>
/// <exception cref="Accounts.DirectoryException">Every member: a provider failed, or could not be reached, after all retries.</exception>
/// <exception cref="LedgerException">Every member: the ledger cannot be used.</exception>
public sealed class Provisioner : IDisposable
{
    private readonly TenantPolicy _policy;
    private readonly ILedgerSource _ledgers;
    private readonly ImmutableArray<ProviderConnection> _providers;
    private readonly Planner _planner;
    private readonly PostPlanner _postPlanner;
    private readonly PasswordSealer? _sealer;
    private readonly ProvisioningOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    internal Provisioner(
        TenantPolicy policy,
        ILedgerSource ledgers,
        ImmutableArray<ProviderConnection> providers,
        Planner planner,
        PostPlanner postPlanner,
        PasswordSealer? sealer,
        ProvisioningOptions options,
        TimeProvider time,
        ILoggerFactory loggers) =>
        (_policy, _ledgers, _providers, _planner, _postPlanner, _sealer, _options, _time, _loggers) = (policy, ledgers, providers, planner, postPlanner, sealer, options, time, loggers);

    /// <summary>Plans; writes nothing anywhere.</summary>
    /// <exception cref="ProvisioningException">The roster has faults, or the ledger is empty and the tenant holds accounts with our keys.</exception>
    public async Task<Plan> PlanAsync(Roster roster, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roster);
        if (!roster.Issues.IsEmpty)
        {
            throw new ProvisioningException(roster.Issues);
        }

        return await WithLedgerAsync(ledger => PlanAsync(roster, ledger, claimsOnly: false, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plans the mailboxes of posts; writes nothing anywhere. The plan is applied as any other, by <see cref="ApplyAsync(Plan, ApplyOptions?, IProgress{RunProgress}?, CancellationToken)"/>.</summary>
    /// <exception cref="ProvisioningException">The tenant keeps no posts, the roster has faults, or the ledger is empty and the tenant holds accounts with our keys.</exception>
    public async Task<Plan> PlanPostsAsync(PostRoster roster, CancellationToken cancellationToken = default)
    {
        CheckPosts(roster);
        return await WithLedgerAsync(ledger => PlanPostsAsync(roster, ledger, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what the providers hold with roster, policy and claims; computes no address anew and writes nothing.</summary>
    /// <exception cref="ProvisioningException">As for <see cref="PlanAsync(Roster, CancellationToken)"/>.</exception>
    public async Task<Verification> VerifyAsync(Roster roster, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roster);
        if (!roster.Issues.IsEmpty)
        {
            throw new ProvisioningException(roster.Issues);
        }

        return await WithLedgerAsync(
            async ledger =>
            {
                Plan plan = await PlanAsync(roster, ledger, claimsOnly: true, cancellationToken).ConfigureAwait(false);
                return await VerifiedAsync(plan, plan.Header.Managed, ledger, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what the providers hold with the posts and their holders; writes nothing.</summary>
    /// <exception cref="ProvisioningException">As for <see cref="PlanPostsAsync(PostRoster, CancellationToken)"/>.</exception>
    public async Task<Verification> VerifyPostsAsync(PostRoster roster, CancellationToken cancellationToken = default)
    {
        CheckPosts(roster);
        return await WithLedgerAsync(
            async ledger =>
            {
                (Plan plan, ImmutableArray<ProviderSnapshot> snapshots) = await ComparePostsAsync(roster, ledger, cancellationToken).ConfigureAwait(false);
                int groups = snapshots.Where(provider => provider.Id == _policy.Posts!.Provider).SelectMany(provider => provider.Groups).Count(group => PostKey.TryParse(group.Group.Holder, out _));
                return await VerifiedAsync(plan, _policy.Posts!.Form == PostForm.Group ? groups : plan.Header.Managed, ledger, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes the plan of an interrupted run where there is one, then plans, guards and applies.</summary>
    /// <param name="roster">Who is where.</param>
    /// <param name="options">What is accepted; null: nothing.</param>
    /// <param name="progress">Told about progress, for each run from its beginning.</param>
    /// <param name="cancellationToken">Stops beginning operations and settles those under way; the ledger stays true and the plan open.</param>
    public async Task<ApplyResult> ApplyAsync(
        Roster roster, ApplyOptions? options = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(roster);
        options ??= new ApplyOptions();
        if (!roster.Issues.IsEmpty && !options.AcceptFaults)
        {
            return new ApplyResult(ApplyOutcome.FaultyRoster) { Issues = roster.Issues };
        }

        return await ApplyAsync(ledger => PlanAsync(roster, ledger, claimsOnly: false, cancellationToken), options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes the plan of an interrupted run where there is one, then plans the mailboxes of posts, guards and applies.</summary>
    /// <param name="roster">Which posts there are, and who holds them.</param>
    /// <param name="options">What is accepted; null: nothing.</param>
    /// <param name="progress">Told about progress, for each run from its beginning.</param>
    /// <param name="cancellationToken">Stops beginning operations and settles those under way; the ledger stays true and the plan open.</param>
    /// <exception cref="ProvisioningException">As for <see cref="PlanPostsAsync(PostRoster, CancellationToken)"/>.</exception>
    public async Task<ApplyResult> ApplyPostsAsync(
        PostRoster roster, ApplyOptions? options = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckPosts(roster);
        return await ApplyAsync(ledger => PlanPostsAsync(roster, ledger, cancellationToken), options ?? new ApplyOptions(), progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies exactly this plan, made before; a plan of an interrupted run is finished first.</summary>
    /// <param name="plan">The plan, as <see cref="PlanFile"/> reads it.</param>
    /// <param name="options">What is accepted; null: nothing.</param>
    /// <param name="progress">Told about progress, for each run from its beginning.</param>
    /// <param name="cancellationToken">Stops beginning operations and settles those under way; the ledger stays true and the plan open.</param>
    public async Task<ApplyResult> ApplyAsync(
        Plan plan, ApplyOptions? options = null, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string digest = PlanFile.DigestOf(plan);
        IAccountLedger ledger = await OpenForWritingAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = ledger.ConfigureAwait(false);
        StoredPlan? open = await ledger.FindOpenPlanAsync(cancellationToken).ConfigureAwait(false);
        RunSummary? resumed = await ResumeAsync(ledger, progress, cancellationToken).ConfigureAwait(false);
        if (resumed is { Refused: true })
        {
            return new ApplyResult(ApplyOutcome.Refused) { Plan = plan, Resumed = resumed, Issues = [StaleRefusal(resumed)] };
        }

        if (open?.Digest == digest)
        {
            return await WithMailboxesAsync(Finished(plan, resumed!) with { Resumed = resumed, Run = null }, ledger, cancellationToken).ConfigureAwait(false);
        }

        return await ApplyAsync(plan, digest, ledger, options ?? new ApplyOptions(), progress, cancellationToken).ConfigureAwait(false) with { Resumed = resumed };
    }

    /// <summary>Makes the claims again that follow from what the providers hold, for a tenant whose ledger was lost.</summary>
    /// <returns>How many claims there were to make.</returns>
    /// <exception cref="ProvisioningException">A name is held by another holder in the ledger.</exception>
    public async Task<int> RebuildLedgerAsync(CancellationToken cancellationToken = default)
    {
        IAccountLedger ledger = await OpenForWritingAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = ledger.ConfigureAwait(false);
        ImmutableArray<ProviderSnapshot> snapshots = await ReadProvidersAsync([], posts: false, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Claim> claims = ClaimsFromProviders.Read(snapshots, _policy);
        ImmutableArray<Claim> lost = await ledger.RebuildAsync(claims, cancellationToken).ConfigureAwait(false);
        return lost.IsEmpty ? claims.Length : throw new ProvisioningException([.. lost.Select(Lost)], isRefusal: true);
    }

    /// <summary>Lets go of the connections to the providers.</summary>
    public void Dispose()
    {
        foreach (ProviderConnection provider in _providers)
        {
            (provider.Directory as IDisposable)?.Dispose();
        }
    }

    // Open for reading only as long as the work takes; null where there is none yet.
    private async Task<T> WithLedgerAsync<T>(Func<IAccountLedger?, Task<T>> work, CancellationToken cancellationToken)
    {
        if (await _ledgers.OpenAsync(_policy.Tenant, LedgerAccess.Read, cancellationToken).ConfigureAwait(false) is not { } ledger)
        {
            return await work(null).ConfigureAwait(false);
        }

        await using ConfiguredAsyncDisposable closing = ledger.ConfigureAwait(false);
        return await work(ledger).ConfigureAwait(false);
    }

    private void CheckPosts(PostRoster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ImmutableArray<Issue> issues = _postPlanner.Check(roster, _policy);
        if (_policy.Posts is null)
        {
            issues = issues.Insert(0, new Issue("tenant.no-posts", new SourcePlace(_policy.Tenant, Field: "/posts"), new LocalizedText(
                "tenant.json không có 'posts'. Hãy thêm, ví dụ: \"posts\": { \"provider\": \"g\", \"as\": \"group\", \"domain\": \"bentre.edu.vn\" }",
                "tenant.json has no 'posts'. Add it, e.g.: \"posts\": { \"provider\": \"g\", \"as\": \"group\", \"domain\": \"bentre.edu.vn\" }")));
        }

        if (!issues.IsEmpty)
        {
            throw new ProvisioningException(issues);
        }
    }

    private async Task<Verification> VerifiedAsync(Plan plan, int read, IAccountLedger? ledger, CancellationToken cancellationToken)
    {
        MailboxSummary mailboxes = ledger is null
            ? new MailboxSummary()
            : await MailboxWatch.AwaitAsync(ledger, Connections(), RunnerOptions(), _time, _loggers.CreateLogger<PlanRunner>(), readOnly: true, cancellationToken).ConfigureAwait(false);
        return new Verification(read, plan.Operations, plan.LeftAlone) { Mailboxes = mailboxes };
    }

    private async Task<Plan> PlanPostsAsync(PostRoster roster, IAccountLedger? ledger, CancellationToken cancellationToken) =>
        (await ComparePostsAsync(roster, ledger, cancellationToken).ConfigureAwait(false)).Plan;

    private async Task<(Plan Plan, ImmutableArray<ProviderSnapshot> Snapshots)> ComparePostsAsync(PostRoster roster, IAccountLedger? ledger, CancellationToken cancellationToken)
    {
        (LedgerSnapshot remembered, ImmutableArray<ProviderSnapshot> snapshots) = await ReadAsync(ledger, posts: true, cancellationToken).ConfigureAwait(false);
        return (_postPlanner.Plan(new PostPlanRequest { Policy = _policy, Roster = roster, Providers = snapshots, Ledger = remembered, Now = Now() }), snapshots);
    }

    private async Task<(LedgerSnapshot Remembered, ImmutableArray<ProviderSnapshot> Snapshots)> ReadAsync(IAccountLedger? ledger, bool posts, CancellationToken cancellationToken)
    {
        var remembered = new LedgerSnapshot(ledger?.Id);
        if (ledger is not null)
        {
            remembered = remembered with
            {
                Claims = await ledger.ReadClaimsAsync(cancellationToken).ConfigureAwait(false),
                Holders = await ledger.ReadNotedHoldersAsync(cancellationToken).ConfigureAwait(false),
                Suspensions = await ledger.ReadSuspensionsAsync(cancellationToken).ConfigureAwait(false),
            };
        }

        ImmutableArray<ProviderSnapshot> snapshots = await ReadProvidersAsync(remembered.Claims, posts, cancellationToken).ConfigureAwait(false);
        if (remembered.Claims.IsEmpty && snapshots.Any(HoldsOurs))
        {
            throw new ProvisioningException(
                [
                    new Issue("ledger.empty-on-used-tenant", new SourcePlace(_policy.Tenant), new LocalizedText(
                        "Sổ cái trống nhưng nhà cung cấp đã có tài khoản mang mã người của hệ thống này. Hãy dùng đúng sổ cái, hoặc dựng lại: eduict ledger rebuild",
                        "The ledger is empty, but the provider holds accounts that carry our person keys. Use the right ledger, or make it again: eduict ledger rebuild")),
                ],
                isRefusal: true);
        }

        return (remembered, snapshots);
    }

    private async Task<Plan> PlanAsync(Roster roster, IAccountLedger? ledger, bool claimsOnly, CancellationToken cancellationToken)
    {
        (LedgerSnapshot remembered, ImmutableArray<ProviderSnapshot> snapshots) = await ReadAsync(ledger, posts: false, cancellationToken).ConfigureAwait(false);
        return _planner.Plan(new PlanRequest
        {
            Policy = _policy,
            Roster = roster,
            Providers = snapshots,
            Ledger = remembered,
            Now = Now(),
            ClaimsOnly = claimsOnly,
        });
    }

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private async Task<ImmutableArray<ProviderSnapshot>> ReadProvidersAsync(ImmutableArray<Claim> claims, bool posts, CancellationToken cancellationToken)
    {
        ProviderSnapshot[] snapshots = await Task.WhenAll(
            _providers.Select(provider => SnapshotReader.ReadAsync(provider, claims, posts, cancellationToken))).ConfigureAwait(false);
        return [.. snapshots];
    }

    private bool HoldsOurs(ProviderSnapshot snapshot) =>
        snapshot.Accounts.Any(account => account.Keys.Any(key => key.System == PostKey.System || _policy.PersonKeys.Contains(key.System)));

    private async Task<IAccountLedger> OpenForWritingAsync(CancellationToken cancellationToken) =>
        await _ledgers.OpenAsync(_policy.Tenant, LedgerAccess.Write, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A ledger source opened for writing gave no ledger.");

    private async Task<RunSummary?> ResumeAsync(IAccountLedger ledger, IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        await ledger.FindOpenPlanAsync(cancellationToken).ConfigureAwait(false) is { } open
            ? await Runner(ledger).RunAsync(open, progress, cancellationToken).ConfigureAwait(false)
            : null;

    private async Task<ApplyResult> ApplyAsync(
        Func<IAccountLedger, Task<Plan>> planning, ApplyOptions options, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        IAccountLedger ledger = await OpenForWritingAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = ledger.ConfigureAwait(false);
        RunSummary? resumed = await ResumeAsync(ledger, progress, cancellationToken).ConfigureAwait(false);
        if (resumed is { Refused: true })
        {
            return new ApplyResult(ApplyOutcome.Refused) { Resumed = resumed, Issues = [StaleRefusal(resumed)] };
        }

        Plan plan = await planning(ledger).ConfigureAwait(false);
        return await ApplyAsync(plan, PlanFile.DigestOf(plan), ledger, options, progress, cancellationToken).ConfigureAwait(false) with { Resumed = resumed };
    }

    private async Task<ApplyResult> ApplyAsync(
        Plan plan, string digest, IAccountLedger ledger, ApplyOptions options, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        ImmutableArray<GuardRefusal> refusals = PlanGuard.Check(plan, _policy, options.Accept);
        if (!refusals.IsEmpty)
        {
            return new ApplyResult(ApplyOutcome.Refused) { Plan = plan, Refusals = refusals };
        }

        if (plan.IsEmpty && plan.Header.Tenant == ledger.Tenant)
        {
            return await WithMailboxesAsync(new ApplyResult(ApplyOutcome.Applied) { Plan = plan }, ledger, cancellationToken).ConfigureAwait(false);
        }

        if (options.Confirm is { } confirm && !await confirm(plan, cancellationToken).ConfigureAwait(false))
        {
            return new ApplyResult(ApplyOutcome.Refused)
            {
                Plan = plan,
                Issues = [Issue("apply.declined", "Không được đồng ý; chưa thay đổi gì.", "Not agreed to; nothing was changed.")],
            };
        }

        Admission admission = await ledger.AdmitAsync(plan, digest, options.Accept, cancellationToken).ConfigureAwait(false);
        return admission.Outcome switch
        {
            AdmissionOutcome.Admitted => await WithMailboxesAsync(
                Finished(plan, await Runner(ledger).RunAsync(admission.Plan!, progress, cancellationToken).ConfigureAwait(false)), ledger, cancellationToken).ConfigureAwait(false),
            AdmissionOutcome.AlreadyApplied => new ApplyResult(ApplyOutcome.Applied) { Plan = plan },
            AdmissionOutcome.ClaimsLost => new ApplyResult(ApplyOutcome.Refused) { Plan = plan, Issues = [.. admission.Lost.Select(Lost)] },
            AdmissionOutcome.AnotherPlanOpen => Refused("apply.another-plan-open", "Một kế hoạch khác chưa xong.", "Another plan is open."),
            _ => Refused(
                "apply.wrong-ledger",
                "Kế hoạch được lập cho một đơn vị hoặc sổ cái khác, hoặc trước khi sổ cái này có dữ liệu.",
                "The plan was made for another tenant or ledger, or before this ledger held anything."),
        };

        ApplyResult Refused(string code, string vi, string en) => new(ApplyOutcome.Refused) { Plan = plan, Issues = [Issue(code, vi, en)] };
    }

    private ApplyResult Finished(Plan plan, RunSummary run) => run switch
    {
        { Refused: true } => new ApplyResult(ApplyOutcome.Refused) { Plan = plan, Run = run, Issues = [StaleRefusal(run)] },
        { AllDone: false } => new ApplyResult(ApplyOutcome.PartlyApplied) { Plan = plan, Run = run },
        _ => new ApplyResult(ApplyOutcome.Applied) { Plan = plan, Run = run },
    };

    private async Task<ApplyResult> WithMailboxesAsync(ApplyResult result, IAccountLedger ledger, CancellationToken cancellationToken) =>
        result with { Mailboxes = await Runner(ledger).AwaitMailboxesAsync(cancellationToken).ConfigureAwait(false) };

    private PlanRunner Runner(IAccountLedger ledger) => new(ledger, Connections(), RunnerOptions(), _time, _loggers.CreateLogger<PlanRunner>());

    private Dictionary<string, ProviderConnection> Connections() => _providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);

    private PlanRunnerOptions RunnerOptions() => new()
    {
        Concurrency = _options.Concurrency,
        StaleShare = _policy.Guards.StaleShare,
        Sealer = _sealer,
        MailboxWait = _options.MailboxWait,
        MailboxOverdueAfter = _options.MailboxOverdueAfter,
    };

    private Issue StaleRefusal(RunSummary run) => Issue(
        "apply.too-stale",
        $"Quá nhiều thao tác không còn đúng với hiện trạng ({run.States.GetValueOrDefault(OperationState.Stale)}); kế hoạch bị bỏ. Hãy lập kế hoạch mới.",
        $"Too many operations no longer fit what the provider holds ({run.States.GetValueOrDefault(OperationState.Stale)}); the plan was abandoned. Plan anew.");

    private Issue Lost(Claim claim) => Issue(
        "apply.claim-lost",
        $"'{claim.Name}' đã được cấp cho người hoặc nhóm khác. Hãy lập kế hoạch mới.",
        $"'{claim.Name}' was given to somebody else. Plan anew.");

    private Issue Issue(string code, string vi, string en) => new(code, new SourcePlace(_policy.Tenant), new LocalizedText(vi, en));
}
