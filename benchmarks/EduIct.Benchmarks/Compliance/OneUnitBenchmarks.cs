using BenchmarkDotNet.Attributes;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Benchmarks.Compliance;

/// <summary>All that 9772/BGDĐT-CNTT asks of one upper secondary school, which meets it all.</summary>
[MemoryDiagnoser]
public class OneUnitBenchmarks
{
    private readonly SchoolUnit _unit = SampleUnits.Exemplary();
    private readonly Outcome[] _outcomes = new Outcome[ByHand.AskedOfUpperSecondary];
    private readonly UpperSecondaryValidator _validator = new();
    private UnitRules _rules = null!;
    private CelFacts _facts = null!;

    [GlobalSetup]
    public void Setup()
    {
        DirectiveLibrary letter = Agreement.Letter;
        var evaluator = new ComplianceEvaluator(letter);
        _rules = evaluator.RulesFor(UnitKind.UpperSecondary);
        List<SchoolUnit> sample = [.. SampleUnits.Mixed(20_000), _unit];
        FactTable table = SchoolFacts.Map(letter.Facts).Fill(sample, "sample").GetTableOrThrow();
        Agreement.OfUpperSecondarySchools(_rules, table, sample);

        _facts = _rules.NewFacts();
        foreach (FactDefinition fact in letter.Facts.Definitions)
        {
            if (table[sample.Count - 1, fact.Id] is { } value)
            {
                _facts.Set(fact.Id, value);
            }
        }

        if (!Hand() || !Evaluate() || !Validate())
        {
            throw new InvalidOperationException("The school meets everything.");
        }
    }

    [Benchmark(Baseline = true)]
    public bool Hand() => ByHand.UpperSecondary(_unit, _outcomes);

    [Benchmark]
    public bool Evaluate() => _rules.Evaluate(_facts, _outcomes);

    [Benchmark(Description = "FluentValidation")]
    public bool Validate() => _validator.Validate(_unit).IsValid;
}
