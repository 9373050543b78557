using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;

namespace EduIct.Cli.Posts;

/// <summary><c>eduict posts plan</c>: which mailboxes of posts would be made, and who would join and leave them.</summary>
internal sealed class PostsPlanCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string?> _holders = PostInput.HoldersOption(required: true);
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly PostInput _input = new();
    private readonly Option<bool> _json = TenantWork.JsonOption();
    private readonly Option<string?> _output = new("--out") { Description = "ghi kế hoạch ra tệp / write the plan to a file", HelpName = "FILE" };

    private PostsPlanCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var plan = new PostsPlanCommand(terminal);
        var command = new Command("plan", "Lập kế hoạch, không thay đổi gì. / Plans; changes nothing.")
        {
            plan._tenant, plan._holders, plan._ledger, plan._input.Units, plan._input.Packs, plan._input.Date, plan._json, plan._output,
        };
        command.SetAction(plan.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken);
        using Provisioner provisioner = work.Provision(parsed.GetRequiredValue(_ledger));
        PostInput.NoteMissingLicence(_terminal, work.Tenant);
        if (await _input.ReadAsync(parsed, work.Tenant, parsed.GetValue(_holders), _terminal, cancellationToken) is not { } roster)
        {
            return ExitCode.BadInput;
        }

        Plan plan = await provisioner.PlanPostsAsync(roster, cancellationToken);
        if (parsed.GetValue(_output) is { } output)
        {
            await PlanFile.WriteAsync(plan, output, cancellationToken);
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, document => PlanFile.WriteDocument(plan, document));
        }
        else
        {
            PlanText.Write(_terminal, plan);
            LeftAlonePosts.Write(_terminal, plan.LeftAlone);
        }

        return plan.IsEmpty ? ExitCode.Done : ExitCode.Differences;
    }
}
