using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Tests.Directives;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Tests.Compliance;

public sealed class RemedyTests
{
    // The items that count for these facts are nested: any machine is one of all, a managed one also one for management.
    private static readonly string[] s_facts = ["v.all", "v.management", "v.teaching", "v.room"];

    [Fact]
    public void A_machine_that_serves_two_requirements_is_bought_once()
    {
        DirectiveLibrary library = Library((0, 4), (1, 2));
        FactTable table = ComplianceTests.Table(library, (UnitKind.UpperSecondary, null, [("v.all", 1), ("v.management", 0), ("v.teaching", 0), ("v.room", 0)]));

        Remedy remedy = new ComplianceEvaluator(library).Evaluate(table).RemedyOf(0);

        Assert.Equal([("anyMachine", 1L), ("managementMachine", 2L)], remedy.Purchases.Select(purchase => (purchase.Item.Id, purchase.Quantity)));
        Assert.Equal(2, remedy.Met.Length);
        Assert.Empty(remedy.WithoutRemedy);
    }

    [Fact]
    public void What_is_bought_is_enough_and_nothing_less_is()
    {
        Prop.ForAll(Instances().ToArbitrary(), instance =>
        {
            DirectiveLibrary library = Library([.. instance.Needs.Select((need, fact) => (fact, need))]);
            FactTable table = ComplianceTests.Table(library, (UnitKind.UpperSecondary, null, [.. s_facts.Select((fact, i) => (fact, (long)instance.Have[i]))]));
            Remedy remedy = new ComplianceEvaluator(library).Evaluate(table).RemedyOf(0);
            long bought = remedy.Purchases.Sum(purchase => purchase.Quantity);
            int least = LeastByTrying(instance.Needs, instance.Have);
            return (bought == least && remedy.WithoutRemedy.IsEmpty).Label($"bought {bought}, least {least}");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Remedies_are_summed_up_the_tree()
    {
        DirectiveLibrary library = Library((0, 4));
        var builder = new FactTableBuilder(library.Facts, "test");
        builder.AddUnit(new FactUnit("so", UnitKind.Department, "Sở"));
        builder.AddUnit(new FactUnit("phong", UnitKind.Division, "Phòng") { Parent = "so" });
        foreach ((string code, string parent, long have) in (ReadOnlySpan<(string, string, long)>)[("a", "phong", 1), ("b", "phong", 4), ("c", "so", 0)])
        {
            int row = builder.AddUnit(new FactUnit(code, UnitKind.UpperSecondary, code) { Parent = parent });
            builder.Report(row, builder.FindFact("v.all", default)!.Value, EduIct.Expressions.CelValue.Int(have), default);
        }

        RemedySum sum = RemedySum.Of(new ComplianceEvaluator(library).Evaluate(builder.Build().GetTableOrThrow()));

        Assert.Equal(7, Assert.Single(sum.All).Quantity);
        Assert.Equal(7, Assert.Single(sum.Below("so")).Quantity);
        Assert.Equal(3, Assert.Single(sum.Below("phong")).Quantity);
        Assert.Empty(sum.Below("b"));
    }

    [Fact]
    public void Needs_that_grow_with_what_is_bought_come_to_an_end()
    {
        // Each teaching machine wants one of all more than there are: nothing is enough.
        JsonObject pack = Pack((0, "v.all >= 10", "v.all + 1"));
        DirectiveLibrary library = pack.Library();

        Remedy remedy = new ComplianceEvaluator(library).Evaluate(ComplianceTests.Table(library, (UnitKind.UpperSecondary, null, [("v.all", 1)]))).RemedyOf(0);

        Assert.Equal(9, Assert.Single(remedy.Purchases).Quantity);
        Assert.Single(remedy.Met);
    }

    private static DirectiveLibrary Library(params (int Fact, int Need)[] needs) =>
        Pack([.. needs.Select(need => (need.Fact, $"{s_facts[need.Fact]} >= {need.Need}", need.Need.ToString(CultureInfo.InvariantCulture)))]).Library();

    private static JsonObject Pack(params (int Fact, string Test, string Need)[] requirements)
    {
        JsonObject pack = PackText.Pack([.. requirements.Select((one, i) => $$"""
            { "id": "p.r{{i}}", "kind": "requirement", "clause": "1", "words": "một hai ba bốn", "binds": { "units": ["thpt"] }, "strength": "must", "title": { "vi": "r", "en": "r" },
              "test": "{{one.Test}}", "need": [ { "fact": "{{s_facts[one.Fact]}}", "atLeast": "{{one.Need}}" } ] }
            """)]);
        pack["facts"] = JsonNode.Parse("[" + string.Join(",", s_facts.Select(fact => $$"""{ "id": "{{fact}}", "type": "count", "label": { "vi": "{{fact}}", "en": "{{fact}}" } }""")) + "]");
        pack["items"] = JsonNode.Parse("""
            [ { "id": "anyMachine", "label": { "vi": "m", "en": "m" }, "countsFor": ["v.all"] },
              { "id": "managementMachine", "label": { "vi": "q", "en": "q" }, "countsFor": ["v.all", "v.management"] },
              { "id": "teachingMachine", "label": { "vi": "d", "en": "d" }, "countsFor": ["v.all", "v.teaching"] },
              { "id": "roomMachine", "label": { "vi": "p", "en": "p" }, "countsFor": ["v.all", "v.teaching", "v.room"] } ]
            """);
        return pack;
    }

    private static Gen<(int[] Needs, int[] Have)> Instances() =>
        from needs in Gen.Choose(0, 6).ArrayOf(4)
        from have in Gen.Choose(0, 4).ArrayOf(4)
        select (needs, have);

    private static int LeastByTrying(int[] needs, int[] have)
    {
        int least = int.MaxValue;
        for (int any = 0; any <= 6; any++)
        {
            for (int management = 0; management <= 6; management++)
            {
                for (int teaching = 0; teaching <= 6; teaching++)
                {
                    for (int room = 0; room <= 6; room++)
                    {
                        bool isEnough = have[0] + any + management + teaching + room >= needs[0] && have[1] + management >= needs[1]
                            && have[2] + teaching + room >= needs[2] && have[3] + room >= needs[3];
                        least = isEnough ? Math.Min(least, any + management + teaching + room) : least;
                    }
                }
            }
        }

        return least;
    }
}
