using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Planning;
using EduIct.Cli.Running;
using EduIct.Cli.Terminal;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Tenants;

namespace EduIct.Cli.Posts;

/// <summary><c>eduict posts apply</c>: makes it so, from the holders or from a plan made before.</summary>
internal sealed class PostsApplyCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string?> _holders = PostInput.HoldersOption(required: false);
    private readonly Option<string?> _plan = Applying.PlanOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly PostInput _input = new();
    private readonly Option<bool> _json = TenantWork.JsonOption();
    private readonly Option<bool> _yes = Applying.YesOption();
    private readonly Option<ImmutableDictionary<string, int>> _accept = Applying.AcceptOption();

    private PostsApplyCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var apply = new PostsApplyCommand(terminal);
        var command = new Command("apply", "Thực hiện. / Makes it so.")
        {
            apply._tenant, apply._holders, apply._plan, apply._ledger, apply._input.Units, apply._input.Packs, apply._input.Date, apply._json, apply._yes, apply._accept,
        };
        command.Validators.Add(apply.Validate);
        command.SetAction(apply.RunAsync);
        return command;
    }

    private void Validate(CommandResult result)
    {
        if (result.GetResult(_holders) is null == result.GetResult(_plan) is null)
        {
            result.AddError("Give either --holders or --plan.");
        }

        if (result.GetResult(_plan) is not null && _input.IsGiven(result))
        {
            result.AddError("--units, --pack and --date go with --holders.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken);
        using Provisioner provisioner = work.Provision(parsed.GetRequiredValue(_ledger));
        var options = new ApplyOptions
        {
            Accept = parsed.GetValue(_accept) ?? ImmutableDictionary<string, int>.Empty,
            Confirm = Applying.Confirm(_terminal, parsed.GetValue(_yes)),
        };
        if (work.Tenant.Policy.Posts is { Form: PostForm.Account })
        {
            Applying.NoteMissingCertificate(_terminal, work.Tenant);
            PostInput.NoteMissingLicence(_terminal, work.Tenant);
        }

        ApplyResult result;
        using (var progress = new RunProgressView(_terminal))
        {
            if (parsed.GetValue(_plan) is { } planPath)
            {
                PlanReading read = await PlanFile.ReadAsync(planPath, cancellationToken);
                if (read.Plan is null)
                {
                    return Applying.TellBadPlan(_terminal, read);
                }

                result = await provisioner.ApplyAsync(read.Plan, options, progress, cancellationToken);
            }
            else if (await _input.ReadAsync(parsed, work.Tenant, parsed.GetValue(_holders), _terminal, cancellationToken) is { } roster)
            {
                result = await provisioner.ApplyPostsAsync(roster, options, progress, cancellationToken);
            }
            else
            {
                return ExitCode.BadInput;
            }
        }

        return Applying.Tell(_terminal, result, parsed.GetValue(_json));
    }
}
