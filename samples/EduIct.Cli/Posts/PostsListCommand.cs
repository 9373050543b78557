using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Addresses;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Posts;
using EduIct.Provisioning;

namespace EduIct.Cli.Posts;

/// <summary><c>eduict posts list</c>: which posts the directives name for the tenant's units, with the clause of each. Asks no provider.</summary>
internal sealed class PostsListCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string?> _ledger = new("--ledger") { Description = "sổ cái: tên đã cấp cho các trường / the ledger: names given to schools before", HelpName = "FILE" };
    private readonly PostInput _input = new();
    private readonly Option<bool> _json = TenantWork.JsonOption();

    private PostsListCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var list = new PostsListCommand(terminal);
        var command = new Command("list", "Các chức danh có hộp thư, theo điều khoản nào. / The posts that have mailboxes, on which clause's authority.")
        {
            list._tenant, list._ledger, list._input.Units, list._input.Packs, list._input.Date, list._json,
        };
        command.SetAction(list.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken);
        if (await _input.ReadAsync(parsed, work.Tenant, null, _terminal, cancellationToken) is not { } roster)
        {
            return ExitCode.BadInput;
        }

        ImmutableArray<Claim> claims = await ClaimsAsync(work.Tenant.Policy.Tenant, parsed.GetValue(_ledger), cancellationToken);
        PostCatalogue catalogue = PostCatalogue.Create(roster.Directives, roster.Units, roster.Date, work.Tenant.Policy, claims);
        foreach (Issue issue in catalogue.Issues)
        {
            _terminal.Fault(issue);
        }

        foreach (string post in catalogue.WithoutAddress)
        {
            _terminal.Note($"{post}: không có địa chỉ hợp lệ.", $"{post}: has no legal address.");
        }

        if (parsed.GetValue(_json))
        {
            WriteJson(catalogue);
        }
        else
        {
            foreach (Post post in catalogue.Posts)
            {
                string clauses = string.Join("; ", post.NamedBy.Select(authority => $"{authority.Directive}, {authority.Clause}"));
                _terminal.Out.WriteLine($"{post.Address}  {_terminal.Text(post.Title)} – {post.Unit.Name}  [{clauses}]");
            }
        }

        return catalogue.Issues.IsEmpty ? ExitCode.Done : ExitCode.BadInput;
    }

    private static async Task<ImmutableArray<Claim>> ClaimsAsync(string tenant, string? path, CancellationToken cancellationToken)
    {
        if (path is null || await new SqliteLedgerSource(path).OpenAsync(tenant, LedgerAccess.Read, cancellationToken) is not { } ledger)
        {
            return [];
        }

        await using (ledger)
        {
            return await ledger.ReadClaimsAsync(cancellationToken);
        }
    }

    private void WriteJson(PostCatalogue catalogue) => JsonOutput.Write(_terminal.Out, json =>
    {
        json.WriteStartArray();
        foreach (Post post in catalogue.Posts)
        {
            json.WriteStartObject();
            json.WriteString("key", post.Key.ToString());
            json.WriteString("address", post.Address.ToString());
            json.WriteString("post", post.Name);
            json.WriteString("title", post.Title.Vi);
            json.WriteString("unit", post.Unit.Code.ToString());
            json.WriteStartArray("namedBy");
            foreach (PostAuthority authority in post.NamedBy)
            {
                json.WriteStartObject();
                json.WriteString("directive", authority.Directive);
                json.WriteString("clause", authority.Clause);
                json.WriteString("entry", authority.Entry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
