using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using EduIct.Accounts;
using EduIct.Cli.Demo.Report;
using EduIct.Cli.Running;
using EduIct.Cli.Terminal;
using EduIct.Emulator;
using EduIct.Issues;
using EduIct.People;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;

namespace EduIct.Cli.Demo;

/// <summary>Does what a vendor would: check, plan, apply, verify, plan again; then the same with the roster of the next term.</summary>
internal sealed class DemoRun(CliTerminal terminal, int students, int seed, string output)
{
    private static readonly ImmutableArray<Role> AsTeachers = [Role.Principal, DemoRoster.Staff];

    private readonly List<DemoStep> _steps = [];
    private readonly List<TermResult> _terms = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(output);
        string ledger = Path.Combine(output, "ledger.db");
        foreach (string old in (string[])["", "-wal", "-shm", ".lock"])
        {
            File.Delete(ledger + old);
        }

        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Seed = seed, Domains = ["bentre.edu.vn", "hs.bentre.edu.vn"] }, cancellationToken);
        TenantFile tenant = await WriteTenantAsync(emulator, cancellationToken);
        await using ServiceProvider services = new ServiceCollection().AddEduIctGoogle().AddEduIctExchange().BuildServiceProvider();
        using Provisioner provisioner = services.GetRequiredService<ProvisionerFactory>().Create(tenant, ledger);
        terminal.Say(
            $"Tỉnh mẫu Bến Tre, {students} học sinh, trên máy chủ mô phỏng {emulator.RootUri} (không phải Google, không phải Microsoft): học sinh ở Google Workspace, giáo viên và nhân viên ở Exchange Online.",
            $"A sample province, Bến Tre, {students} pupils, on the emulator {emulator.RootUri} (it is neither Google nor Microsoft): pupils on Google Workspace, teachers and staff on Exchange Online.");

        DemoTerm first = DemoProvince.FirstTerm(students, seed);
        (Plan plan1, Roster roster) = await TermAsync(first, provisioner, services, cancellationToken);
        (Plan plan2, Roster last) = await TermAsync(SecondTerm.After(first, seed), provisioner, services, cancellationToken);

        var kinds = new Dictionary<UnitCode, UnitKind>();
        foreach (Unit unit in roster.Units.Concat(last.Units))
        {
            kinds[unit.Code] = unit.Kind;
        }

        ImmutableArray<AccountRow> rows = AccountRows.Of(await ReadAccountsAsync(tenant, services, cancellationToken), kinds, plan1, plan2);
        string accounts = Path.Combine(output, "accounts.csv");
        string report = Path.Combine(output, "report.html");
        await AccountsCsv.WriteAsync(accounts, rows, cancellationToken);
        await File.WriteAllTextAsync(report, DemoReport.Render(new ReportContent
        {
            Rows = rows,
            Terms = [.. _terms],
            Steps = [.. _steps],
            Patterns = [.. tenant.Policy.Domains.SelectMany(domain => domain.Patterns).Distinct()],
            Students = students,
            Seed = seed,
            Elapsed = _clock.Elapsed,
        }), cancellationToken);
        (ImmutableArray<string> papers, int failed) = await new DemoPapers(first, seed, output).WriteAsync(cancellationToken);
        terminal.Say(
            $"✓ Văn bản 2008-2009: {failed} yêu cầu chưa đạt; {string.Join(", ", papers)}",
            $"✓ Directives of 2008-2009: {failed} requirements failed; {string.Join(", ", papers)}");
        bool good = _steps.TrueForAll(step => step.Good);
        string seconds = _clock.Elapsed.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture);
        terminal.Say($"Xong sau {seconds} giây. Mở: {Path.GetFullPath(report)}", $"Done in {seconds} s. Open: {Path.GetFullPath(report)}");
        return good ? ExitCode.Done : ExitCode.Differences;
    }

    private async Task<TenantFile> WriteTenantAsync(EmulatorServer emulator, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(output, "tenant");
        await emulator.WriteTenantAsync(folder, TenantProvider.Both, cancellationToken);
        TenantFileResult read = await TenantFile.LoadAsync(Path.Combine(folder, "tenant.json"), cancellationToken);
        TenantFile tenant = read.File ?? throw new ProvisioningException(read.Issues);

        // Heads and staff of the schools get mailboxes like their teachers; and nobody waits for a quota that only the real providers have.
        string ofTeachers = tenant.Policy.OrgUnits[Role.Teacher];
        return tenant with
        {
            Policy = tenant.Policy with
            {
                Scope = tenant.Policy.Scope with { Roles = [.. tenant.Policy.Scope.Roles, .. AsTeachers] },
                Domains = [.. tenant.Policy.Domains.Select(domain => domain.Roles.Contains(Role.Teacher) ? domain with { Roles = [.. domain.Roles, .. AsTeachers] } : domain)],
                OrgUnits = tenant.Policy.OrgUnits.AddRange(AsTeachers.Select(role => KeyValuePair.Create(role, ofTeachers))),
            },
            Providers = [.. tenant.Providers.Select(provider => provider with { CallsPerMinute = 1_000_000, Exchange = Licensed(provider.Exchange) })],
        };
    }

    private static ExchangeSettings? Licensed(ExchangeSettings? settings) => settings is null ? null : settings with
    {
        Licences = settings.Licences.AddRange(AsTeachers.Select(role => KeyValuePair.Create(role, settings.Licences[Role.Teacher]))),
    };

    private async Task<(Plan Plan, Roster Roster)> TermAsync(DemoTerm term, Provisioner provisioner, ServiceProvider services, CancellationToken cancellationToken)
    {
        string number = term.Number.ToString(CultureInfo.InvariantCulture);
        string folder = Path.Combine(output, $"roster-{number}");
        string planPath = Path.Combine(output, $"plan-{number}.jsonl");
        string work = $"--tenant tenant.json --roster roster-{number} --ledger ledger.db";
        await DemoRoster.WriteAsync(term, folder, cancellationToken);

        Roster roster = await StepAsync(term, "Kiểm tra danh sách", "Check the roster", $"eduict roster check roster-{number}", async () =>
        {
            Roster read = await services.GetRequiredService<RosterReader>().ReadAsync(folder, new RosterReaderOptions { Date = term.Date }, cancellationToken);
            foreach (Issue issue in read.Issues)
            {
                terminal.Fault(issue);
            }

            return (read, Count(read.People.Length, "người", "people", $", {read.Issues.Length} lỗi", $", {read.Issues.Length} faults"), read.Issues.IsEmpty);
        });
        Plan plan = await StepAsync(term, "Lập kế hoạch", "Plan", $"eduict plan {work} --out plan-{number}.jsonl", async () =>
        {
            Plan made = await provisioner.PlanAsync(roster, cancellationToken);
            await PlanFile.WriteAsync(made, planPath, cancellationToken);
            return (made, Count(made.Operations.Length, "thao tác", "operations"), !made.IsEmpty);
        });
        await StepAsync(term, "Thực hiện", "Apply", $"eduict apply --tenant tenant.json --plan plan-{number}.jsonl --ledger ledger.db --yes", async () =>
        {
            using var progress = new RunProgressView(terminal);
            ApplyResult result = await provisioner.ApplyAsync(plan, progress: progress, cancellationToken: cancellationToken);
            foreach (GuardRefusal refusal in result.Refusals)
            {
                terminal.Fault(refusal.Message.Vi, refusal.Message.En);
            }

            int done = result.Run?.States.GetValueOrDefault(EduIct.Ledger.OperationState.Done) ?? 0;
            return (result, Count(done, "thao tác có hiệu lực", "operations in effect"), result.Outcome == ApplyOutcome.Applied);
        });
        await StepAsync(term, "Đọc lại và so sánh", "Verify", $"eduict verify {work}", async () =>
        {
            Verification verification = await provisioner.VerifyAsync(roster, cancellationToken);
            return (verification, Count(verification.Accounts, "tài khoản", "accounts", $", {verification.Differences.Length} khác biệt", $", {verification.Differences.Length} differences"), verification.IsClean);
        });
        Plan again = await StepAsync(term, "Lập kế hoạch lại", "Plan again", $"eduict plan {work}", async () =>
        {
            Plan made = await provisioner.PlanAsync(roster, cancellationToken);
            return (made, made.IsEmpty ? new LocalizedText("rỗng", "empty") : Count(made.Operations.Length, "thao tác", "operations"), made.IsEmpty);
        });

        _terms.Add(new TermResult(
            term.Number, term.Date, roster.People.Length, roster.People.Count(person => person.Affiliations.All(place => place.Role.IsKin)), plan.Counts, again.Operations.Length));
        return (plan, roster);
    }

    private async Task<T> StepAsync<T>(DemoTerm term, string vi, string en, string command, Func<Task<(T Result, LocalizedText Text, bool Good)>> work)
    {
        TimeSpan start = _clock.Elapsed;
        (T result, LocalizedText text, bool good) = await work();
        var step = new DemoStep(term.Number, new LocalizedText(vi, en), command, text, _clock.Elapsed - start, good);
        _steps.Add(step);
        string seconds = step.Elapsed.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture);
        string mark = good ? "✓" : "✗";
        terminal.Say($"{mark} Học kỳ {term.Number}: {vi}: {text.Vi} ({seconds} s)", $"{mark} Term {term.Number}: {en}: {text.En} ({seconds} s)");
        terminal.Out.Flush();
        return result;
    }

    private static LocalizedText Count(int number, string vi, string en, string moreVi = "", string moreEn = "")
    {
        return new LocalizedText($"{Text.Number(number)} {vi}{moreVi}", $"{Text.Number(number)} {en}{moreEn}");
    }

    private static async Task<List<(string Provider, Account Account)>> ReadAccountsAsync(TenantFile tenant, ServiceProvider services, CancellationToken cancellationToken)
    {
        var accounts = new List<(string, Account)>();
        foreach (ProviderSettings settings in tenant.Providers)
        {
            IAccountDirectory directory = services.GetServices<IAccountDirectoryFactory>().First(factory => factory.Kind == settings.Kind).Create(settings);
            using var owned = directory as IDisposable;
            string? page = null;
            do
            {
                DirectoryPage<Account> read = await directory.ListAccountsAsync(deleted: false, page, cancellationToken);
                accounts.AddRange(read.Items.Select(account => (settings.Kind, account)));
                page = read.NextPageToken;
            }
            while (page is not null);
        }

        return accounts;
    }
}
