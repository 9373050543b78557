using System.Collections.Immutable;
using System.Globalization;
using EduIct.Compliance;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Cli.Compliance;

/// <summary>A report for people at a terminal: each unit's failures while there are few units, and the roll-up.</summary>
internal sealed class CheckText(CliTerminal terminal)
{
    private const int FewUnits = 20;
    private const int MostRanks = 50;

    public void Write(ComplianceReport report, ComplianceReport? before, ImmutableArray<AwardTable> awards)
    {
        if (report.Facts.Units.Length <= FewUnits)
        {
            for (int row = 0; row < report.Facts.Units.Length; row++)
            {
                Unit(report, row);
            }
        }

        Requirements(report);
        Targets(report);
        Remedies(report);
        if (before is not null)
        {
            Changes(before, report);
        }

        Awards(awards);
    }

    private void Unit(ComplianceReport report, int row)
    {
        FactUnit unit = report.Facts.Units[row];
        terminal.Out.WriteLine($"{unit.Name} ({unit.Code}, {unit.Kind})");
        foreach (Finding finding in report.FindingsOf(row).Where(finding => finding.Outcome != Outcome.Meets))
        {
            terminal.Say(
                $"  {(finding.Outcome == Outcome.Fails ? "✗" : "?")} {finding.Requirement.Title.Vi}: {finding.Values.Vi} [{finding.Directive.Header.Number}, {finding.Requirement.Clause}]",
                $"  {(finding.Outcome == Outcome.Fails ? "✗" : "?")} {finding.Requirement.Title.En}: {finding.Values.En} [{finding.Directive.Header.Number}, {finding.Requirement.Clause}]");
        }

        Remedy remedy = report.RemedyOf(row);
        if (!remedy.Purchases.IsEmpty)
        {
            terminal.Say($"  → cần: {List(remedy.Purchases, "vi")}", $"  → needed: {List(remedy.Purchases, "en")}");
        }

        terminal.Out.WriteLine();
    }

    private void Requirements(ComplianceReport report)
    {
        terminal.Say("Yêu cầu: đạt / không đạt / chưa rõ", "Requirements: met / failed / unknown");
        foreach (RequirementResult result in report.Requirements.Where(result => result.Meets + result.Fails + result.Unknown > 0))
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {result.Meets,6} {result.Fails,6} {result.Unknown,6}  {terminal.Text(result.Requirement.Title)} [{result.Directive.Header.Number}, {result.Requirement.Clause}]"));
        }
    }

    private void Targets(ComplianceReport report)
    {
        List<TargetResult> results = [.. report.Targets().Select(measure => measure.OverAll()).Where(result => result.Outcome != Outcome.NotApplicable)];
        if (results.Count == 0)
        {
            return;
        }

        terminal.Say("Chỉ tiêu", "Targets");
        foreach (TargetResult result in results)
        {
            string goal = result.Target.IsStrict ? $"> {result.Target.Share:0.##} %" : $"≥ {result.Target.Share:0.##} %";
            string bounds = result.LowestShare == result.HighestShare
                ? string.Create(CultureInfo.InvariantCulture, $"{result.LowestShare:0.##} %")
                : string.Create(CultureInfo.InvariantCulture, $"{result.LowestShare:0.##}–{result.HighestShare:0.##} %");
            string sign = result.Outcome switch { Outcome.Meets => "✓", Outcome.Fails => "✗", _ => "?" };
            terminal.Out.WriteLine($"  {sign} {bounds} ({goal})  {terminal.Text(result.Target.Title)} [{result.Directive.Header.Number}, {result.Target.Clause}]");
        }
    }

    private void Remedies(ComplianceReport report)
    {
        ImmutableArray<Purchase> all = RemedySum.Of(report).All;
        if (!all.IsEmpty)
        {
            terminal.Say($"Tổng nhu cầu ít nhất: {List(all, "vi")}", $"The least needed in all: {List(all, "en")}");
        }
    }

    private void Changes(ComplianceReport before, ComplianceReport after)
    {
        terminal.Say("Thay đổi", "Changes");
        foreach (UnitComparison unit in ComplianceComparison.Units(before, after))
        {
            terminal.Out.WriteLine($"  {unit.Unit.Name} ({unit.Unit.Code})");
            foreach (OutcomeChange change in unit.Outcomes)
            {
                terminal.Out.WriteLine($"    {JsonOutput.Camel(change.Before.Outcome)} → {JsonOutput.Camel(change.After.Outcome)}  {terminal.Text(change.After.Requirement.Title)} [{change.After.Directive.Header.Number}, {change.After.Requirement.Clause}]");
            }

            foreach (FactChange change in unit.Facts)
            {
                terminal.Out.WriteLine($"    {terminal.Text(change.Fact.Label)}: {terminal.Text(change.Before)} → {terminal.Text(change.After)}");
            }
        }
    }

    private void Awards(ImmutableArray<AwardTable> awards)
    {
        foreach (AwardTable award in awards)
        {
            terminal.Say($"Xếp hạng theo {award.Directive.Header.Number}", $"Ranking by {award.Directive.Header.Number}");
            foreach (RankedCandidate ranked in award.Ranks.Take(MostRanks))
            {
                string place = ranked.BestRank == ranked.WorstRank
                    ? string.Create(CultureInfo.InvariantCulture, $"{ranked.Rank}{(ranked.IsTied ? "=" : "")}")
                    : string.Create(CultureInfo.InvariantCulture, $"{ranked.Rank}{(ranked.IsTied ? "=" : "")} ({ranked.BestRank}–{ranked.WorstRank})");
                string score = string.Create(CultureInfo.InvariantCulture, $"{100 * ranked.Least:0.0}–{100 * ranked.Most:0.0}");
                terminal.Out.WriteLine($"  {place,-10} {score,-12} {ranked.Candidate.Name}");
            }
        }
    }

    private static string List(ImmutableArray<Purchase> purchases, string language) =>
        string.Join(", ", purchases.Select(purchase => string.Create(CultureInfo.InvariantCulture, $"{purchase.Quantity} × {purchase.Item.Label.In(language)}")));
}
