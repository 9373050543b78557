using System.Collections.Immutable;
using System.CommandLine;
using EduIct.Calendars;
using EduIct.Cli.Directives;
using EduIct.Cli.Terminal;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Cli.Compliance;

/// <summary><c>eduict check</c>: who meets what the directives ask.</summary>
internal sealed class CheckCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<FileInfo> _facts = new("--facts") { Description = "dữ kiện của các đơn vị, CSV hoặc JSON / the units' facts, CSV or JSON", HelpName = "FILE", Required = true };
    private readonly Option<FileInfo?> _units = new("--units") { Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster / the units, CSV, JSON or a OneRoster set", HelpName = "PATH" };
    private readonly PackOption _packs = new();
    private readonly Option<SchoolYear?> _year = new("--year")
    {
        Description = "chỉ những gì có hiệu lực trong năm học / only what was in force in the school year (2008-2009)",
        HelpName = "YEAR",
        CustomParser = Values.SchoolYear,
    };

    private readonly Option<FileInfo?> _against = new("--against") { Description = "dữ kiện của kỳ trước: có gì thay đổi / facts of an earlier time: what changed", HelpName = "FILE" };
    private readonly Option<FileInfo?> _weights = new("--weights")
    {
        Description = "JSON: trọng số theo mã tiêu chí, để xếp hạng thi đua / JSON: weights by id of the criterion, for the award ranking",
        HelpName = "FILE",
    };

    private readonly Option<bool> _json = new("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
    private readonly Option<FileInfo?> _html = new("--html") { Description = "báo cáo HTML / a report as HTML", HelpName = "FILE" };
    private readonly Option<FileInfo?> _csv = new("--csv") { Description = "kết quả từng đơn vị, từng yêu cầu / every unit's findings", HelpName = "FILE" };

    private CheckCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var check = new CheckCommand(terminal);
        var command = new Command(
            "check",
            "Đơn vị nào đạt yêu cầu nào của các văn bản. Mã thoát 0: không có gì không đạt; 1: có. / Which unit meets what the directives ask. Exit code 0: nothing is failed; 1: something is.")
        {
            check._facts, check._units, check._packs, check._year, check._against, check._weights, check._json, check._html, check._csv,
        };
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop => check.RunAsync(parsed, CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation).Token)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (Library(parsed) is not { } library
            || await TableAsync(parsed.GetValue(_facts)!, parsed.GetValue(_units), library, cancellationToken).ConfigureAwait(false) is not { } facts)
        {
            return ExitCode.BadInput;
        }

        var evaluator = new ComplianceEvaluator(library);
        ComplianceReport report = evaluator.Evaluate(facts, Environment.ProcessorCount, cancellationToken);
        ComplianceReport? before = null;
        if (parsed.GetValue(_against) is { } against)
        {
            if (await TableAsync(against, parsed.GetValue(_units), library, cancellationToken).ConfigureAwait(false) is not { } earlier)
            {
                return ExitCode.BadInput;
            }

            before = evaluator.Evaluate(earlier, Environment.ProcessorCount, cancellationToken);
        }

        ImmutableArray<AwardTable> awards = [];
        if (parsed.GetValue(_weights) is { } weights && !AwardWeights.TryRank(_terminal, weights, report, out awards))
        {
            return ExitCode.BadInput;
        }

        if (parsed.GetValue(_html) is { } html)
        {
            await DraftFile.WriteTextAsync(html, writer => ComplianceHtml.Write(writer, report)).ConfigureAwait(false);
        }

        if (parsed.GetValue(_csv) is { } csv)
        {
            await DraftFile.WriteTextAsync(csv, writer => ComplianceCsv.Write(writer, report, _terminal.Language ?? "vi", cancellationToken)).ConfigureAwait(false);
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json => CheckJson.Write(json, report, before, awards, cancellationToken));
        }
        else
        {
            new CheckText(_terminal).Write(report, before, awards);
        }

        return report.Requirements.Any(requirement => requirement.Fails > 0) ? ExitCode.Differences : ExitCode.Done;
    }

    private DirectiveLibrary? Library(ParseResult parsed)
    {
        DirectiveLibrary? library = _packs.Library(parsed, _terminal);
        if (library is not null && parsed.GetValue(_year) is { } year)
        {
            library = library.InForce(year.Days);
            if (library.Directives.IsEmpty)
            {
                _terminal.Fault($"Không văn bản nào có hiệu lực trong năm học {year}.", $"No directive was in force in the school year {year}.");
                return null;
            }
        }

        return library;
    }

    private async Task<FactTable?> TableAsync(FileInfo facts, FileInfo? units, DirectiveLibrary library, CancellationToken cancellationToken)
    {
        FactTableResult result = await FactReader.ReadAsync(facts.FullName, units?.FullName, library.Facts, cancellationToken).ConfigureAwait(false);
        foreach (Issue issue in result.Issues)
        {
            _terminal.Fault(issue);
        }

        if (result.IssueCount > result.Issues.Length)
        {
            _terminal.Fault($"Còn {result.IssueCount - result.Issues.Length} lỗi nữa.", $"{result.IssueCount - result.Issues.Length} more faults.");
        }

        return result.Table;
    }
}
