using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Cli.Dispatches;

/// <summary>Who writes to whom: the units of the letter's day, the issuer, the addressees, their mailboxes.</summary>
internal sealed class DispatchSubject
{
    private readonly AddressList? _addresses;
    private readonly PostMailboxes? _posts;

    private DispatchSubject(Unit issuer, ImmutableArray<Unit> addressees, AddressList? addresses, PostMailboxes? posts) =>
        (Issuer, Addressees, _addresses, _posts) = (issuer, addressees, addresses, posts);

    public Unit Issuer { get; }

    public ImmutableArray<Unit> Addressees { get; }

    /// <summary>Address of a unit: the list's, else the post's by the directives' pattern.</summary>
    public EmailAddress? MailboxOf(Unit unit) => _addresses?.Find(unit) ?? _posts?.Find(unit);

    /// <summary>Finds all of it; what is wrong is told.</summary>
    /// <param name="asked">What the options say.</param>
    /// <param name="library">The directives with their patterns.</param>
    /// <param name="terminal">Is told what is wrong.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where it cannot be had at all; and whether there were faults that may be passed over.</returns>
    public static async Task<(DispatchSubject? Subject, bool HasFaults)> FindAsync(DispatchSubjectOptions asked, DirectiveLibrary library, CliTerminal terminal, CancellationToken cancellationToken)
    {
        List<Issue> issues = [];
        UnitTree? tree = VietnamUnits.Tree;
        if (asked.UnitsFile is { } file)
        {
            FactTableResult read = await FactReader.ReadUnitsAsync(file, library.Facts, cancellationToken).ConfigureAwait(false);
            issues.AddRange(read.Issues);
            UnitTreeResult? made = read.Table is null ? null : UnitsOnDay.Tree(read.Table.Units, asked.Day, Path.GetFileName(Path.TrimEndingDirectorySeparator(file)));
            issues.AddRange(made?.Issues ?? []);
            tree = made?.Tree;
        }

        AddressList? addresses = null;
        if (asked.AddressesFile is { } list)
        {
            (addresses, ImmutableArray<Issue> faults) = await AddressList.ReadAsync(list, cancellationToken).ConfigureAwait(false);
            issues.AddRange(faults);
        }

        PostMailboxes? posts = PostMailboxes.Of(library, asked.Post);
        if (posts is null)
        {
            string known = string.Join(", ", PostMailboxes.PostsOf(library));
            issues.Add(new Issue("dispatch.post", new SourcePlace("--post"), new LocalizedText($"Không có hộp thư '{asked.Post}'; có: {known}.", $"There is no mailbox '{asked.Post}'; there are: {known}.")));
        }

        if (!AddresseeRule.TryParse(asked.Rule, "--to", out AddresseeRule? rule, out ImmutableArray<Issue> ofRule))
        {
            issues.AddRange(ofRule);
        }

        Unit? issuer = tree is null ? null : UnitsOnDay.Find(tree, asked.Issuer, asked.Day);
        if (tree is not null && issuer is null)
        {
            issues.Add(new Issue("dispatch.issuer", new SourcePlace("--issuer"), new LocalizedText(
                $"Không có đơn vị '{asked.Issuer}' vào ngày {asked.Day:dd/MM/uuuu}.", $"There is no unit '{asked.Issuer}' on {asked.Day:uuuu-MM-dd}.")));
        }

        foreach (Issue issue in issues)
        {
            terminal.Fault(issue);
        }

        if (issues.Count > 0 || tree is null || rule is null || issuer is null)
        {
            return (null, true);
        }

        AddresseeSelection selection = rule.Select(tree, asked.Day, cancellationToken);
        foreach (Issue issue in selection.Issues)
        {
            terminal.Fault(issue);
        }

        // Nobody writes to himself.
        ImmutableArray<Unit> addressees = selection.Units.RemoveAll(unit => unit.Code == issuer.Code);
        if (addressees.IsEmpty && !selection.Units.IsEmpty)
        {
            terminal.Fault("--to: nơi nhận chỉ có chính đơn vị ban hành.", "--to: the only addressee is the issuer itself.");
        }

        return addressees.IsEmpty ? (null, true) : (new DispatchSubject(issuer, addressees, addresses, posts), !selection.Issues.IsEmpty);
    }
}
