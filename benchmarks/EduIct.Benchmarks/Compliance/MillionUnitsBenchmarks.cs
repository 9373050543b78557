using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Benchmarks.Compliance;

/// <summary>All that 9772/BGDĐT-CNTT asks of a million units of all kinds, of whose facts a tenth is missing; beside it what the machine takes to read the
/// same facts and do nothing with them. An evaluation keeps which unit stands how, the loop by hand only counts.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 9)]
public class MillionUnitsBenchmarks
{
    private const int Units = 1_000_000;

    private List<SchoolUnit> _units = [];
    private ComplianceEvaluator _evaluator = null!;
    private FactTable _table = null!;
    private PlainRead _read = null!;

    [GlobalSetup]
    public void Setup()
    {
        DirectiveLibrary letter = Agreement.Letter;
        _units = SampleUnits.Mixed(Units);
        _table = SchoolFacts.Map(letter.Facts).Fill(_units, "sample").GetTableOrThrow();
        _evaluator = new ComplianceEvaluator(letter);
        ComplianceReport report = _evaluator.Evaluate(_table);
        Agreement.OfAllUnits(report, _units);
        OutcomeCounts counts = Hand();
        foreach (Asked requirement in Enum.GetValues<Asked>())
        {
            RequirementResult result = report.Requirements[(int)requirement];
            if ((counts[requirement, Outcome.Meets], counts[requirement, Outcome.Fails], counts[requirement, Outcome.Unknown]) != (result.Meets, result.Fails, result.Unknown))
            {
                throw new InvalidOperationException($"By hand, {requirement} is counted otherwise.");
            }
        }

        _read = new PlainRead(PlainRead.BytesOf(letter.Facts, Units));
        Console.WriteLine($"// {_read}");
    }

    [Benchmark(Baseline = true)]
    public OutcomeCounts Hand()
    {
        var counts = new OutcomeCounts();
        foreach (SchoolUnit unit in _units)
        {
            ByHand.Evaluate(unit, ref counts);
        }

        return counts;
    }

    [Benchmark]
    public ComplianceReport Evaluate() => _evaluator.Evaluate(_table);

    [Benchmark]
    public ComplianceReport EvaluateOnTwo() => _evaluator.Evaluate(_table, threads: 2);

    [Benchmark]
    public long Read() => _read.Sum();

    [Benchmark]
    public long ReadOnTwo() => _read.SumOnTwo();
}
