using EduIct.Addresses;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using NodaTime;

namespace EduIct.Integrations.Tests.Ledger;

/// <summary>What every <see cref="IAccountLedger"/> must do. A ledger's tests derive from it and say how to make a new one and open it again.</summary>
public abstract class AccountLedgerSuite
{
    protected static readonly IReadOnlyDictionary<string, int> NothingAccepted = new Dictionary<string, int>();

    /// <summary>A new ledger, bound to <c>so-bentre</c>.</summary>
    protected abstract Task<IAccountLedger> CreateAsync();

    /// <summary>Closes a ledger and opens it again, as another process would.</summary>
    protected abstract Task<IAccountLedger> ReopenAsync(IAccountLedger ledger);

    [Fact]
    public async Task A_new_ledger_is_empty_and_keeps_its_identity()
    {
        IAccountLedger ledger = await CreateAsync();
        string id = ledger.Id;

        Assert.Equal(PlanSketch.Tenant, ledger.Tenant);
        Assert.Empty(await ledger.ReadClaimsAsync());
        Assert.Empty(await ledger.ReadSuspensionsAsync());
        Assert.Null(await ledger.FindOpenPlanAsync());

        await using IAccountLedger again = await ReopenAsync(ledger);
        Assert.Equal(id, again.Id);
    }

    [Fact]
    public async Task An_admitted_plan_its_claims_and_its_operations_are_there_after_reopening()
    {
        IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1", "/HocSinh", sketch.OrgUnit("/HocSinh"));
        Plan plan = sketch.Build();

        Admission admission = await AdmitAsync(ledger, plan);
        Assert.Equal(AdmissionOutcome.Admitted, admission.Outcome);

        await using IAccountLedger again = await ReopenAsync(ledger);
        StoredPlan? open = await again.FindOpenPlanAsync();
        Assert.Equal(admission.Plan!.Id, open?.Id);
        Assert.Equal(PlanFile.DigestOf(plan), open!.Digest);
        Assert.Equal(plan.Header.RosterDate, open.Header.RosterDate);
        Assert.Equal(plan.Header.Claims.AsEnumerable(), (await again.ReadClaimsAsync()).AsEnumerable());
        List<LedgerOperation> operations = await OperationsAsync(again, open.Id);
        Assert.Equal([1, 2], operations.Select(operation => operation.Operation.Seq));
        Assert.All(operations, operation => Assert.Equal(OperationState.Planned, operation.State));
        Assert.Equal(plan.Operations[1].Set, operations[1].Operation.Set);
        Assert.Equal([1], operations[1].Operation.After.AsEnumerable());
    }

    [Fact]
    public async Task A_mailbox_is_waited_for_from_the_outcome_that_gave_it_until_that_account_has_it()
    {
        IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");
        StoredPlan plan = (await AdmitAsync(ledger, sketch.Build())).Plan!;
        await ledger.RecordOutcomeAsync(plan.Id, 1, OperationState.Done, null, "id-1");
        await ledger.RecordOutcomeAsync(plan.Id, 2, OperationState.Done, null);

        await using IAccountLedger again = await ReopenAsync(ledger);
        AwaitedMailbox awaited = Assert.Single(await again.ReadAwaitedMailboxesAsync());
        Assert.Equal((PlanSketch.Provider, sketch.Build().Operations[0].Person, "id-1"), (awaited.Provider, awaited.Person, awaited.AccountId));

        await again.RecordMailboxReadyAsync(awaited.Provider, awaited.Person, "another account");
        Assert.Single(await again.ReadAwaitedMailboxesAsync());
        await again.RecordMailboxReadyAsync(awaited.Provider, awaited.Person, "id-1");
        await again.RecordMailboxReadyAsync(awaited.Provider, awaited.Person, "id-1");
        Assert.Empty(await again.ReadAwaitedMailboxesAsync());
    }

    [Fact]
    public async Task Holders_are_noted_with_the_outcome_that_is_done_bound_to_the_ledger_and_the_plans_own_are_forgotten()
    {
        IAccountLedger ledger = await CreateAsync();
        PersonKey[] posts = [.. Enumerable.Range(1, 3).Select(number => new PersonKey(PostKey.System, $"gso:83/p{number}.bentre"))];
        HoldersDigest[] holders = [.. posts.Select(post => HoldersDigest.Of(post, []))];
        PlanSketch sketch = new();
        foreach ((PersonKey post, HoldersDigest of) in posts.Zip(holders))
        {
            sketch.Change(OperationKind.HandOver, PlanSketch.Existing("id", "p", "p") with { Keys = [post] }, new OperationFields { Holders = of.BoundTo("x") }, new OperationFields { Address = PlanSketch.Address("p"), Holders = of });
        }

        StoredPlan plan = (await AdmitAsync(ledger, sketch.Build())).Plan!;
        Assert.Equal(holders, (await OperationsAsync(ledger, plan.Id)).Select(operation => operation.Operation.Set.Holders!.Value));
        await ledger.RecordIntentAsync(plan.Id, 1, null);
        await ledger.RecordIntentAsync(plan.Id, 2, null);
        Assert.Empty(await ledger.ReadNotedHoldersAsync());
        await ledger.RecordOutcomeAsync(plan.Id, 1, OperationState.Done, null);
        await ledger.RecordOutcomeAsync(plan.Id, 2, OperationState.Failed, "forbidden");
        await ledger.AbandonPlanAsync(plan.Id, "stale");

        await using IAccountLedger again = await ReopenAsync(ledger);
        Assert.Equal(new NotedHolders(PlanSketch.Provider, posts[0], holders[0].BoundTo(again.Id)), Assert.Single(await again.ReadNotedHoldersAsync()));
        Assert.All(await OperationsAsync(again, plan.Id), operation => Assert.Equal(((HoldersDigest?)null, (HoldersDigest?)null), (operation.Operation.Set.Holders, operation.Operation.Expect.Holders)));

        PlanSketch next = new() { RosterDigest = "next" };
        HoldersDigest others = HoldersDigest.Of(posts[0], [PostHolder.Of(PlanSketch.Key("p1"))]);
        next.Change(OperationKind.HandOver, PlanSketch.Existing("id", "p", "p") with { Keys = [posts[0]] }, OperationFields.None, new OperationFields { Address = PlanSketch.Address("p"), Holders = others });
        await FinishAsync(again, next);
        Assert.Equal(others.BoundTo(again.Id), Assert.Single(await again.ReadNotedHoldersAsync()).Holders);
    }

    [Fact]
    public async Task One_lost_claim_refuses_the_whole_plan_and_leaves_nothing()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch first = new();
        first.Create("an.nv", "p1");
        await FinishAsync(ledger, first);
        PlanSketch second = new() { RosterDigest = "second" };
        second.Create("binh.tt", "p2");
        second.Create("An.NV", "p3");

        Admission admission = await AdmitAsync(ledger, second.Build(ledger.Id));

        Assert.Equal(AdmissionOutcome.ClaimsLost, admission.Outcome);
        Assert.Null(admission.Plan);
        Assert.Equal("moet:p3", Assert.Single(admission.Lost).Holder);
        Assert.Null(await ledger.FindOpenPlanAsync());
        Assert.Equal("moet:p1", Assert.Single(await ledger.ReadClaimsAsync()).Holder);
    }

    [Fact]
    public async Task Persons_and_groups_share_names_and_units_have_their_own()
    {
        await using IAccountLedger ledger = await CreateAsync();
        Claim person = new(HolderKind.Person, "bentre", "moet:p1", "g");
        Claim group = new(HolderKind.Group, "bentre", "class/x", "g");
        Claim unit = new(HolderKind.Unit, "bentre", "moet:1", "");

        Assert.Empty(await ledger.RebuildAsync([person, unit]));
        Assert.Equal([group], (await ledger.RebuildAsync([group])).AsEnumerable());
        Assert.Equal([unit with { Holder = "moet:2" }], (await ledger.RebuildAsync([unit with { Holder = "moet:2" }])).AsEnumerable());
    }

    [Fact]
    public async Task A_plan_that_gives_one_name_to_two_is_refused()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("an.nv", "p2");

        Assert.Equal(AdmissionOutcome.ClaimsLost, (await AdmitAsync(ledger, sketch.Build())).Outcome);
        Assert.Empty(await ledger.ReadClaimsAsync());
    }

    [Fact]
    public async Task A_holder_that_claims_its_own_earlier_name_again_has_it_as_its_latest()
    {
        await using IAccountLedger ledger = await CreateAsync();
        Claim first = Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("an.nv"), "g");
        Claim second = Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("an.nvb"), "g");
        int number = 0;
        foreach (Claim[] claims in (Claim[][])[[first], [second], [first]])
        {
            PlanSketch sketch = new() { RosterDigest = $"roster {++number}" };
            sketch.Claims(claims);
            await FinishAsync(ledger, sketch);
        }

        Assert.Equal([second, first], (await ledger.ReadClaimsAsync()).AsEnumerable());
    }

    [Fact]
    public async Task Rebuilding_adds_what_is_missing_and_stores_nothing_when_a_name_is_anothers()
    {
        await using IAccountLedger ledger = await CreateAsync();
        Claim a = Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("a"), "g");
        Claim b = Claim.For(PlanSketch.Key("p2"), PlanSketch.Address("b"), "g");
        Claim c = Claim.For(PlanSketch.Key("p3"), PlanSketch.Address("c"), "g");
        Assert.Empty(await ledger.RebuildAsync([a, b]));

        Assert.Empty(await ledger.RebuildAsync([a]));
        Assert.Equal([a with { Holder = "moet:p9" }], (await ledger.RebuildAsync([c, a with { Holder = "moet:p9" }])).AsEnumerable());

        Assert.Equal([a, b], (await ledger.ReadClaimsAsync()).AsEnumerable());
    }

    [Fact]
    public async Task One_plan_is_open_at_a_time_and_the_same_one_is_admitted_again_until_it_is_closed()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch first = new();
        first.OrgUnit("/A");
        PlanSketch second = new() { RosterDigest = "second" };
        second.OrgUnit("/B");
        Admission admission = await AdmitAsync(ledger, first.Build(ledger.Id));

        Assert.Equal(AdmissionOutcome.AnotherPlanOpen, (await AdmitAsync(ledger, second.Build(ledger.Id))).Outcome);
        Assert.Equal(admission.Plan!.Id, (await AdmitAsync(ledger, first.Build(ledger.Id))).Plan?.Id);

        await ledger.RecordOutcomeAsync(admission.Plan.Id, 1, OperationState.Done, null);
        await ledger.ClosePlanAsync(admission.Plan.Id);

        Assert.Equal(AdmissionOutcome.AlreadyApplied, (await AdmitAsync(ledger, first.Build(ledger.Id))).Outcome);
        Assert.Equal(AdmissionOutcome.Admitted, (await AdmitAsync(ledger, second.Build(ledger.Id))).Outcome);
    }

    [Fact]
    public async Task A_plan_for_another_tenant_or_ledger_is_refused()
    {
        await using IAccountLedger ledger = await CreateAsync();
        Plan plan = new PlanSketch().Build("another ledger");

        Assert.Equal(AdmissionOutcome.WrongLedger, (await AdmitAsync(ledger, plan)).Outcome);
        Assert.Equal(
            AdmissionOutcome.WrongLedger,
            (await AdmitAsync(ledger, plan with { Header = plan.Header with { Ledger = ledger.Id, Tenant = "so-tiengiang" } })).Outcome);
    }

    [Fact]
    public async Task A_plan_that_was_made_before_there_was_a_ledger_fits_a_new_one_only()
    {
        await using IAccountLedger ledger = await CreateAsync();
        await FinishAsync(ledger, new PlanSketch(), bound: false);

        Assert.Equal(AdmissionOutcome.WrongLedger, (await AdmitAsync(ledger, new PlanSketch { RosterDigest = "second" }.Build())).Outcome);
    }

    [Fact]
    public async Task Intents_and_outcomes_are_kept_and_names_are_not()
    {
        IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");
        sketch.Create("chi.lv", "p3");
        sketch.Create("dung.pv", "p4", "/HocSinh", 1);
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;

        await ledger.RecordIntentAsync(plan, 1, null);
        await ledger.RecordOutcomeAsync(plan, 1, OperationState.Done, null);
        await ledger.RecordIntentAsync(plan, 2, null);
        await ledger.RecordOutcomeAsync(plan, 2, OperationState.Failed, "conflict");
        await ledger.RecordIntentAsync(plan, 3, null);

        await using IAccountLedger again = await ReopenAsync(ledger);
        List<LedgerOperation> operations = await OperationsAsync(again, plan);
        Assert.Equal(
            [(OperationState.Done, null), (OperationState.Failed, "conflict"), (OperationState.Intended, null), (OperationState.Planned, null)],
            operations.Select(operation => (operation.State, operation.Reason)));
        Assert.Equal([null, null, "Ân", "Ân"], operations.Select(operation => operation.Operation.Set.GivenName));
        Assert.Equal([null, null, "Nguyễn Văn", "Nguyễn Văn"], operations.Select(operation => operation.Operation.Set.FamilyName));
        Assert.Equal(PlanSketch.Address("an.nv"), operations[0].Operation.Set.Address);
        Assert.Equal(PlanSketch.Key("p1"), operations[0].Operation.Person);
        Assert.Equal([1], operations[3].Operation.After.AsEnumerable());
    }

    [Fact]
    public async Task An_intent_may_be_written_again_and_an_outcome_only_once()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.OrgUnit("/A");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;

        await ledger.RecordIntentAsync(plan, 1, null);
        await ledger.RecordIntentAsync(plan, 1, null);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.RecordOutcomeAsync(plan, 1, OperationState.Planned, null));
        await ledger.RecordOutcomeAsync(plan, 1, OperationState.Done, null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.RecordOutcomeAsync(plan, 1, OperationState.Failed, "x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.RecordIntentAsync(plan, 1, null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.RecordIntentAsync(plan, 99, null));
    }

    [Fact]
    public async Task A_plan_with_open_operations_is_not_closed_but_can_be_abandoned_and_its_claims_stay()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;
        await ledger.RecordIntentAsync(plan, 1, null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.ClosePlanAsync(plan));
        await ledger.AbandonPlanAsync(plan, "stale");

        Assert.Null(await ledger.FindOpenPlanAsync());
        Assert.Single(await ledger.ReadClaimsAsync());
        Assert.Null(Assert.Single(await OperationsAsync(ledger, plan)).Operation.Set.GivenName);
        Assert.Equal(AdmissionOutcome.AlreadyApplied, (await AdmitAsync(ledger, sketch.Build())).Outcome);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.ClosePlanAsync(plan));
    }

    [Fact]
    public async Task The_latest_sealed_password_of_each_account_is_kept()
    {
        IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;

        await ledger.RecordIntentAsync(plan, 1, Sealed("p1", "an.nv", 1));
        await ledger.RecordIntentAsync(plan, 2, Sealed("p2", "binh.tt", 2));
        await ledger.RecordIntentAsync(plan, 1, Sealed("p1", "an.nv", 3));

        await using IAccountLedger again = await ReopenAsync(ledger);
        List<SealedPassword> kept = await again.ReadSealedPasswordsAsync().ToListAsync();
        Assert.Equal(
            [("moet:p1", 3), ("moet:p2", 2)],
            kept.Select(password => (password.Person.ToString(), (int)password.Envelope.Span[0])).Order());
        Assert.All(kept, password => Assert.Equal(Instant.FromUtc(2026, 9, 5, 8, 0), password.SealedAt));
    }

    [Fact]
    public async Task A_suspension_counts_until_the_account_is_opened_or_deleted()
    {
        await using IAccountLedger ledger = await CreateAsync();
        EduIct.Accounts.Account[] accounts = [.. Enumerable.Range(1, 4).Select(i => PlanSketch.Existing($"id{i}", $"hs{i}", $"p{i}"))];
        PlanSketch first = new();
        foreach (EduIct.Accounts.Account account in accounts)
        {
            first.Suspend(account, "/DaNghi");
        }

        await FinishAsync(ledger, first, state: seq => seq == 4 ? OperationState.Failed : OperationState.Done);
        Assert.Equal(["moet:p1", "moet:p2", "moet:p3"], (await ledger.ReadSuspensionsAsync()).Select(item => item.Person.ToString()).Order(StringComparer.Ordinal));

        PlanSketch second = new() { RosterDigest = "second" };
        second.Reactivate(accounts[0] with { Suspended = true }, "/HocSinh");
        second.Delete(accounts[1]);
        await FinishAsync(ledger, second);
        Suspension left = Assert.Single(await ledger.ReadSuspensionsAsync());
        Assert.Equal(("moet:p3", "g"), (left.Person.ToString(), left.Provider));

        PlanSketch third = new() { RosterDigest = "third" };
        third.Suspend(accounts[0], "/DaNghi");
        await FinishAsync(ledger, third);
        Assert.Equal(["moet:p1", "moet:p3"], (await ledger.ReadSuspensionsAsync()).Select(item => item.Person.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_workers_write_at_once_and_all_of_it_is_kept()
    {
        IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        for (int i = 0; i < 2500; i++)
        {
            sketch.OrgUnit($"/U{i}");
        }

        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;

        await Parallel.ForEachAsync(Enumerable.Range(1, 2500), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (seq, token) =>
        {
            await ledger.RecordIntentAsync(plan, seq, null, token);
            await ledger.RecordOutcomeAsync(plan, seq, OperationState.Done, null, cancellationToken: token);
        });

        await using IAccountLedger again = await ReopenAsync(ledger);
        List<LedgerOperation> operations = await OperationsAsync(again, plan);
        Assert.Equal(Enumerable.Range(1, 2500), operations.Select(operation => operation.Operation.Seq));
        Assert.All(operations, operation => Assert.Equal(OperationState.Done, operation.State));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_before_its_turn_is_not_there()
    {
        await using IAccountLedger ledger = await CreateAsync();
        PlanSketch sketch = new();
        sketch.OrgUnit("/A");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ledger.RecordIntentAsync(plan, 1, null, source.Token));

        Assert.Equal(OperationState.Planned, Assert.Single(await OperationsAsync(ledger, plan)).State);
    }

    protected static Task<Admission> AdmitAsync(IAccountLedger ledger, Plan plan) =>
        ledger.AdmitAsync(plan, PlanFile.DigestOf(plan), NothingAccepted);

    protected static async Task<List<LedgerOperation>> OperationsAsync(IAccountLedger ledger, long plan) =>
        await ledger.ReadOperationsAsync(plan).ToListAsync();

    private static async Task FinishAsync(IAccountLedger ledger, PlanSketch sketch, bool bound = true, Func<int, OperationState>? state = null)
    {
        Plan plan = sketch.Build(bound ? ledger.Id : null);
        Admission admission = await AdmitAsync(ledger, plan);
        Assert.Equal(AdmissionOutcome.Admitted, admission.Outcome);
        foreach (PlanOperation operation in plan.Operations)
        {
            await ledger.RecordIntentAsync(admission.Plan!.Id, operation.Seq, null);
            await ledger.RecordOutcomeAsync(admission.Plan.Id, operation.Seq, state?.Invoke(operation.Seq) ?? OperationState.Done, null);
        }

        await ledger.ClosePlanAsync(admission.Plan!.Id);
    }

    private static SealedPassword Sealed(string key, string local, byte envelope) =>
        new(PlanSketch.Key(key), "g", PlanSketch.Address(local), (byte[])[envelope], Instant.FromUtc(2026, 9, 5, 8, 0));
}
