using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Benchmarks.Compliance;

/// <summary>What it costs to fill a table, against reading the lines of the same CSV and splitting them at the commas; the evaluation of the table beside it.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class FillBenchmarks
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
    private List<SchoolUnit> _units = [];
    private FactDictionary _facts = null!;
    private FactMap<SchoolUnit> _map = null!;
    private ComplianceEvaluator _evaluator = null!;
    private FactTable _table = null!;

    [Params(100_000)]
    public int Units { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        DirectiveLibrary letter = Agreement.Letter;
        _facts = letter.Facts;
        _units = SampleUnits.Mixed(Units);
        _map = SchoolFacts.Map(_facts);
        _table = FromObjects();
        _evaluator = new ComplianceEvaluator(letter);
        Write();
        Agreement.OfAllUnits(_evaluator.Evaluate(await FromCsv()), _units);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_file);

    [Benchmark(Baseline = true)]
    public int SplitLines() => File.ReadLines(_file).Sum(line => line.Split(',').Length);

    [Benchmark]
    public FactTable FromObjects() => _map.Fill(_units, "sample").GetTableOrThrow();

    [Benchmark]
    public async Task<FactTable> FromCsv() => (await FactReader.ReadAsync(_file, null, _facts)).GetTableOrThrow();

    [Benchmark]
    public ComplianceReport Evaluate() => _evaluator.Evaluate(_table);

    private void Write()
    {
        string[] reported = [.. _facts.Definitions.Select(fact => fact.Id).Where(id => Enumerable.Range(0, Units).Any(row => _table[row, id] is not null))];
        using StreamWriter writer = File.CreateText(_file);
        writer.WriteLine($"unit,kind,{string.Join(',', reported)}");
        for (int row = 0; row < Units; row++)
        {
            writer.Write($"{_units[row].Code},{_units[row].Kind}");
            foreach (string fact in reported)
            {
                writer.Write(',');
                if (_table[row, fact] is { } value)
                {
                    writer.Write(value.Kind == Expressions.CelKind.String ? value.AsString() : value.ToString());
                }
            }

            writer.WriteLine();
        }
    }
}
