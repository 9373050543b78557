using System.CommandLine;
using EduIct.Accounts;
using EduIct.Cli.Exchange;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Google;
using EduIct.Posts;
using EduIct.Tenants;

namespace EduIct.Cli.Google;

/// <summary><c>eduict doctor</c>: what is wrong with a tenant's access, and how to mend it. Reads only.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        var command = new Command("doctor", "Khám khóa, phạm vi, tên miền, hạn mức và đồng hồ; chỉ đọc. / Checks key, scopes, domains, quota and clock; reads only.") { tenant };
        command.SetAction((result, cancellationToken) => RunAsync(terminal, result.GetRequiredValue(tenant), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliTerminal terminal, string tenantPath, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken);
        bool faulty = false;
        foreach (ProviderSettings provider in work.Tenant.Providers)
        {
            bool handsOver = work.Tenant.Policy.Posts is { Form: PostForm.Account } posts && posts.Provider == provider.Id;
            terminal.Out.WriteLine($"{provider.Id} ({provider.Kind})");
            IReadOnlyList<DoctorFinding> findings = provider.Kind == "exchange"
                ? await ExchangeExamination.ExamineAsync(provider, handsOver, cancellationToken)
                : await new GoogleDoctor(GoogleDirectoryOptions.For(provider), DomainsOf(work.Tenant, provider), provider.CallsPerMinute, signsOut: handsOver).ExamineAsync(cancellationToken);
            foreach (DoctorFinding finding in findings)
            {
                faulty |= finding.Verdict == DoctorVerdict.Fault;
                string mark = finding.Verdict switch { DoctorVerdict.Ok => "✓", DoctorVerdict.Warning => "!", _ => "✗" };
                terminal.Out.WriteLine($"  {mark} {terminal.Text(finding.What)}");
                if (finding.HowToMend is { } how)
                {
                    terminal.Out.WriteLine($"    → {terminal.Text(how)}");
                }
            }
        }

        return faulty ? ExitCode.Differences : ExitCode.Done;
    }

    private static IEnumerable<string> DomainsOf(TenantFile tenant, ProviderSettings provider) =>
        tenant.Policy.Domains.Where(domain => domain.Provider == provider.Id).Select(domain => domain.Domain);
}
