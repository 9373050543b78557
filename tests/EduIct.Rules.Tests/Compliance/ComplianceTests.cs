using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Tests.Directives;
using EduIct.Units;

namespace EduIct.Tests.Compliance;

public sealed class ComplianceTests
{
    [Fact]
    public void A_finding_says_in_words_what_there_is_what_is_needed_and_what_is_missing()
    {
        FactTable table = Table(DirectiveLibrary.Embedded, (UnitKind.UpperSecondary, "HaNoi", [("students.total", 1250), ("computers.informatics", 80)]));
        ComplianceReport report = new ComplianceEvaluator(DirectiveLibrary.Embedded).Evaluate(table);
        Finding finding = report.FindingsOf(0).Single(finding => finding.Requirement.Id == "9772.ten-pupils-per-computer");

        Assert.Equal(Outcome.Fails, finding.Outcome);
        Assert.Equal("1.250 học sinh, 80 máy dạy Tin học: cần 125, thiếu 45", finding.Values.Vi);
        Assert.Equal("1,250 pupils, 80 informatics computers: 125 needed, 45 missing", finding.Values.En);
        Assert.Equal(new Shortfall("computers.informatics", 80, 125), Assert.Single(finding.Shortfalls));
    }

    [Fact]
    public void Missing_facts_never_pass_and_never_fail_and_are_named()
    {
        FactTable table = Table(DirectiveLibrary.Embedded, (UnitKind.UpperSecondary, "HaNoi", [("students.total", 1250)]));
        Finding finding = new ComplianceEvaluator(DirectiveLibrary.Embedded).Evaluate(table).FindingsOf(0).Single(finding => finding.Requirement.Id == "9772.ten-pupils-per-computer");

        Assert.Equal(Outcome.Unknown, finding.Outcome);
        Assert.Equal("computers.informatics", Assert.Single(finding.Missing));
    }

    [Fact]
    public void A_unit_of_unknown_kind_leaves_open_what_binds_it()
    {
        FactTable table = Table(DirectiveLibrary.Embedded, (UnitKind.Unknown, "HaNoi", [("computers.management", 0)]));
        ComplianceReport report = new ComplianceEvaluator(DirectiveLibrary.Embedded).Evaluate(table);

        Finding finding = report.FindingsOf(0).Single(finding => finding.Requirement.Id == "9772.two-management-computers");
        Assert.Equal(Outcome.Unknown, finding.Outcome);
        Assert.Contains(FactDictionary.KindVariable, finding.Missing);
    }

    [Fact]
    public void A_pack_of_a_province_binds_the_units_under_its_department_and_its_requirement_stands_in_place_of_the_one_it_refines()
    {
        JsonObject pack = PackText.Pack(
            PackText.Entry.Replace("\"strength\"", "\"refines\": \"9772.two-management-computers\", \"strength\"", StringComparison.Ordinal)
                .Replace("computers.total", "computers.management", StringComparison.Ordinal).Replace(">= 2", ">= 5", StringComparison.Ordinal));
        pack["jurisdiction"] = "HaNoi";
        DirectiveLibrary library = DirectiveLibrary.Embedded.With(pack.File()).GetLibraryOrThrow();
        FactTable table = Table(
            library,
            (UnitKind.UpperSecondary, "HaNoi", [("computers.management", 3)]),
            (UnitKind.UpperSecondary, "BenTre", [("computers.management", 3)]),
            (UnitKind.UpperSecondary, null, [("computers.management", 3)]));
        ComplianceReport report = new ComplianceEvaluator(library).Evaluate(table);

        Assert.Equal([Outcome.NotApplicable, Outcome.Meets, Outcome.Unknown], OutcomesOf(report, "9772.two-management-computers"));
        Assert.Equal([Outcome.Fails, Outcome.NotApplicable, Outcome.Unknown], OutcomesOf(report, "p.two"));
        Assert.Equal("1/P", report.FindingsOf(0).Single(finding => finding.Requirement.Id == "p.two").Directive.Header.Number);
        Assert.Contains(ComplianceReport.DepartmentFact, report.FindingsOf(2).Single(finding => finding.Requirement.Id == "p.two").Missing);
        Assert.DoesNotContain(new ComplianceEvaluator(library).RulesFor(UnitKind.UpperSecondary, "HaNoi").Requirements, requirement => requirement.Id == "9772.two-management-computers");
    }

    [Fact]
    public void Only_what_was_in_force_in_a_school_year_is_asked()
    {
        string[] InForce(int year) => [.. DirectiveLibrary.Embedded.InForce(new EduIct.Calendars.SchoolYear(year).Days).Directives.Select(directive => directive.Header.Number)];

        Assert.Equal(["9584/BGDĐT-CNTT"], InForce(2007));
        Assert.Equal(["33/SGD&ĐT-GDTrH", "9772/BGDĐT-CNTT"], InForce(2008));
        Assert.Equal(["10007/SGD&ĐT-KHCN"], InForce(2014));
        Assert.Equal(["4622/BGDĐT-CNTT"], InForce(2016));
        Assert.Empty(InForce(2020));
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var random = new Random(7);
        FactTable table = Table(DirectiveLibrary.Embedded, [.. Enumerable.Range(0, 70_000).Select(i => (
            UnitKind.Known[random.Next(UnitKind.Known.Count)], (string?)"HaNoi",
            ((string, long)[])[("students.total", random.Next(2000)), ("computers.informatics", random.Next(150)), ("computers.management", random.Next(4))]))]);
        var evaluator = new ComplianceEvaluator(DirectiveLibrary.Embedded);
        ComplianceReport one = evaluator.Evaluate(table), two = evaluator.Evaluate(table, threads: 2);

        Assert.Equal(one.Requirements.Select(result => (result.Meets, result.Fails, result.Unknown)), two.Requirements.Select(result => (result.Meets, result.Fails, result.Unknown)));
    }

    [Theory]
    [InlineData(80, false, 4, 5, 0, Outcome.Meets)]
    [InlineData(80, true, 4, 5, 0, Outcome.Fails)]
    [InlineData(80, true, 4, 5, 1, Outcome.Unknown)]
    [InlineData(80, false, 3, 5, 1, Outcome.Unknown)]
    [InlineData(80, false, 2, 5, 1, Outcome.Fails)]
    [InlineData(80, false, 0, 0, 0, Outcome.NotApplicable)]
    public void A_target_keeps_its_strictness_and_the_bounds_that_the_unknown_leave(int share, bool isStrict, int pass, int all, int unknown, Outcome expected)
    {
        JsonObject pack = PackText.Pack($$"""
            { "id": "p.share", "kind": "target", "clause": "1", "words": "đảm bảo tám mươi phần trăm", "binds": { "units": ["so"] }, "strength": "target", "title": { "vi": "t", "en": "t" },
              "over": { "units": ["mamNon"] }, "test": "computers.total >= 4", "share": {{share}}, "comparison": "{{(isStrict ? "over" : "atLeast")}}" }
            """);
        DirectiveLibrary library = pack.Library();
        FactTable table = Table(library, [.. Enumerable.Range(0, Math.Max(1, all)).Select(i => (
            all == 0 ? UnitKind.Primary : UnitKind.Preschool, (string?)null,
            ((string, long)[])(i < pass ? [("computers.total", 4)] : i < pass + unknown ? [] : [("computers.total", 3)])))]);

        TargetResult result = new ComplianceEvaluator(library).Evaluate(table).Targets().Single().OverAll();

        Assert.Equal(expected, result.Outcome);
        Assert.Equal(all == 0 ? 0 : 100d * pass / all, result.LowestShare, 9);
        Assert.Equal(all == 0 ? 100 : 100d * (pass + unknown) / all, result.HighestShare, 9);
    }

    [Fact]
    public void Ranking_shows_ties_and_what_missing_data_leave_open()
    {
        JsonObject pack = PackText.Pack(PackText.Entry, """
            { "id": "p.award", "kind": "criterion", "clause": "1", "words": "một hai ba bốn", "binds": { "units": [] }, "strength": "informs", "title": { "vi": "x", "en": "x" }, "counts": ["p.two"] }
            """);
        DirectiveLibrary library = pack.Library();
        (string, long)[] well = [("computers.total", 2)], ill = [("computers.total", 1)];
        FactTable table = Table(library, (UnitKind.UpperSecondary, null, well), (UnitKind.UpperSecondary, null, ill), (UnitKind.UpperSecondary, null, []), (UnitKind.UpperSecondary, null, well), (UnitKind.Preschool, null, well));
        ComplianceReport report = new ComplianceEvaluator(library).Evaluate(table);

        ImmutableArray<RankedCandidate> ranks = AwardRanking.Rank(
            report, library.Directives[0], new Dictionary<string, double> { ["p.award"] = 3 }, "abcde".Select((name, row) => new AwardCandidate(name.ToString(), [row])));

        Assert.Equal(["a", "d", "b", "c", "e"], ranks.Select(ranked => ranked.Candidate.Name));
        Assert.Equal([1, 1, 3, 3, 3], ranks.Select(ranked => ranked.Rank));
        Assert.Equal([true, true, true, true, true], ranks.Select(ranked => ranked.IsTied));
        Assert.Equal([(1, 1), (1, 1), (3, 5), (1, 4), (1, 4)], ranks.Select(ranked => (ranked.BestRank, ranked.WorstRank)));
        Assert.False(ranks[4].Scores[0].HasData);
        Assert.Throws<ArgumentException>(() => AwardRanking.Rank(report, library.Directives[0], new Dictionary<string, double> { ["p.none"] = 1 }, []));
    }

    [Fact]
    public void A_comparison_tells_what_changed_for_a_unit()
    {
        var evaluator = new ComplianceEvaluator(DirectiveLibrary.Embedded);
        ComplianceReport before = evaluator.Evaluate(Table(DirectiveLibrary.Embedded, (UnitKind.UpperSecondary, "HaNoi", [("computers.management", 1)])));
        ComplianceReport after = evaluator.Evaluate(Table(DirectiveLibrary.Embedded, (UnitKind.UpperSecondary, "HaNoi", [("computers.management", 2)])));

        UnitComparison change = Assert.Single(ComplianceComparison.Units(before, after));
        Assert.Contains(change.Outcomes, outcome => outcome.After.Requirement.Id == "9772.two-management-computers" && outcome is { Before.Outcome: Outcome.Fails, After.Outcome: Outcome.Meets });
        FactChange fact = Assert.Single(change.Facts);
        Assert.Equal(("1", "2"), (fact.Before.Vi, fact.After.Vi));
        Assert.Empty(ComplianceComparison.Units(before, before));
        Assert.All(ComplianceComparison.Requirements(before, after), pair => Assert.NotNull(pair.After));
    }

    internal static FactTable Table(DirectiveLibrary library, params (UnitKind Kind, string? Department, (string Fact, long Value)[] Facts)[] units)
    {
        var builder = new FactTableBuilder(library.Facts, "test");
        for (int i = 0; i < units.Length; i++)
        {
            int row = builder.AddUnit(new FactUnit($"U{i}", units[i].Kind, $"U{i}") { Department = units[i].Department });
            foreach ((string fact, long value) in units[i].Facts)
            {
                builder.Report(row, builder.FindFact(fact, default)!.Value, CelValue.Int(value), default);
            }
        }

        return builder.Build().TableWithoutFaults;
    }

    private static Outcome[] OutcomesOf(ComplianceReport report, string requirement)
    {
        RequirementResult result = report.Requirements.Single(result => result.Requirement.Id == requirement);
        return [.. Enumerable.Range(0, report.Facts.Units.Length).Select(row => result[row])];
    }
}
