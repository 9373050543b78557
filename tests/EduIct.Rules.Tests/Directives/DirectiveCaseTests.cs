using System.Globalization;
using System.Text.Json;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Tests.Directives;

public sealed class DirectiveCaseTests
{
    private static readonly ComplianceEvaluator s_evaluator = new(DirectiveLibrary.Embedded);

    [Fact]
    public void Every_case_comes_to_what_it_says_by_column_by_unit_and_by_explanation()
    {
        var wrong = new List<string>();
        foreach ((string pack, JsonElement one) in DirectiveCases.All)
        {
            string id = one.GetProperty("entry").GetString()!;
            string expected = one.GetProperty("outcome").GetString()!;
            if (DirectiveLibrary.Embedded.FindEntry(id) is not ({ } directive, { } entry))
            {
                wrong.Add($"{pack}: no entry {id}");
                continue;
            }

            FactTable table = DirectiveCases.Table(directive, one);
            ComplianceReport report = s_evaluator.Evaluate(table);
            if (entry is PopulationTarget)
            {
                TargetResult result = report.Targets().Single(measure => measure.Target.Id == id).OverAll();
                Expect(Camel(result.Outcome) == expected, $"{result.Outcome} of {result.Least}..{result.Most} of {result.Whole}");
                Expect(!one.TryGetProperty("low", out JsonElement low) || Math.Abs(low.GetDouble() - result.LowestShare) < 0.06, $"low {result.LowestShare}");
                Expect(!one.TryGetProperty("high", out JsonElement high) || Math.Abs(high.GetDouble() - result.HighestShare) < 0.06, $"high {result.HighestShare}");
                continue;
            }

            int at = report.Requirements.Select((requirement, i) => (requirement, i)).Single(pair => pair.requirement.Requirement.Id == id).i;
            Expect(Camel(report.Requirements[at][0]) == expected, $"by column {report.Requirements[at][0]}");
            Finding finding = report.Explain(0, at);
            Expect(Camel(finding.Outcome) == expected, $"by explanation {finding.Outcome}");
            Expect(finding.Outcome != Outcome.Unknown || finding.Missing.Length > 0, "unknown without a missing fact");
            Expect(finding.Error is null, finding.Error ?? "");
            Expect(expected is "notApplicable" || (finding.Values.Vi.Length > 0 && finding.Values.En.Length > 0), "no values in words");
            ByUnit(table, directive, id, expected, Expect);

            void Expect(bool isTrue, string otherwise)
            {
                if (!isTrue)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{id}: {otherwise}; the case says {one}"));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_requirement_has_a_case_of_each_outcome_or_the_reason_why_it_cannot_have_it()
    {
        string[] outcomes = ["meets", "fails", "notApplicable", "unknown"];
        var seen = DirectiveCases.All.Select(one => (one.Case.GetProperty("entry").GetString()!, one.Case.GetProperty("outcome").GetString()!)).ToHashSet();
        var wrong = new List<string>();
        foreach (Directive directive in DirectiveLibrary.Embedded.Directives)
        {
            JsonElement cannot = DirectiveCases.Files.Single(file => file.Pack == directive.Id).Json.GetProperty("cannot");
            foreach (Requirement requirement in directive.EntriesOf<Requirement>())
            {
                foreach (string outcome in outcomes)
                {
                    bool hasReason = cannot.TryGetProperty(requirement.Id, out JsonElement reasons) && reasons.TryGetProperty(outcome, out _);
                    if (hasReason == seen.Contains((requirement.Id, outcome)))
                    {
                        wrong.Add($"{requirement.Id}: {outcome} needs either a case or a reason");
                    }
                }
            }

            wrong.AddRange(directive.EntriesOf<PopulationTarget>().Where(target => !seen.Any(one => one.Item1 == target.Id)).Select(target => $"{target.Id}: no case"));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void What_the_remedy_buys_brings_the_unit_to_meet_what_it_says()
    {
        var wrong = new List<string>();
        int bought = 0;
        foreach ((string _, JsonElement one) in DirectiveCases.All.Where(one => one.Case.GetProperty("outcome").GetString() == "fails" && one.Case.TryGetProperty("unit", out JsonElement _)))
        {
            string id = one.GetProperty("entry").GetString()!;
            (Directive directive, DirectiveEntry entry) = DirectiveLibrary.Embedded.FindEntry(id)!.Value;
            Remedy remedy = s_evaluator.Evaluate(DirectiveCases.Table(directive, one)).RemedyOf(0);
            bought += remedy.Purchases.Length;
            if (entry is Requirement { Needs.Length: > 0 } requirement && !remedy.Met.Contains(requirement))
            {
                wrong.Add($"{id}: its needs are met and it still fails: {one}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(bought > 10);
    }

    private static void ByUnit(FactTable table, Directive directive, string id, string expected, Action<bool, string> expect)
    {
        UnitRules rules = s_evaluator.RulesFor(table.Units[0].Kind, table.Units[0].Department);
        int at = rules.Requirements.Select(requirement => requirement.Id).ToList().IndexOf(id);
        if (at < 0)
        {
            expect(expected == "notApplicable", $"does not bind {table.Units[0].Kind} under {directive.Jurisdiction}");
            return;
        }

        var facts = rules.NewFacts();
        foreach (FactDefinition fact in table.Dictionary.Definitions)
        {
            if (table[0, fact.Id] is { } value)
            {
                facts.Set(fact.Id, value);
            }
        }

        var outcomes = new Outcome[rules.Requirements.Length];
        rules.Evaluate(facts, outcomes);
        expect(Camel(outcomes[at]) == expected, $"by unit {outcomes[at]}");
    }

    private static string Camel(Outcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
