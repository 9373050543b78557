using BenchmarkDotNet.Attributes;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Units;

namespace EduIct.Benchmarks.Forms;

/// <summary>Biểu 1 with many rows, from facts to a file, against the SDK's own writer that is given the finished cells.</summary>
[MemoryDiagnoser]
public class FormBenchmarks
{
    private static readonly FormHead s_head = new();
    private static readonly string[] s_facts = [.. FactDictionary.Common.Definitions.Where(fact => fact.Type == FactType.Count).Select(fact => fact.Id)];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");
    private FormWorkbook _form = null!;
    private PlainCell[][] _cells = [];

    [Params(10_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _form = FormWorkbook.Find(DirectiveLibrary.Embedded, "bieu-1")!;
        await Form();
        using (FileStream file = File.OpenRead(_path))
        {
            _cells = PlainSheet.Read(file);
        }

        OpenXmlWriter();
        using (FileStream file = File.OpenRead(_path))
        {
            if (PlainSheet.Read(file).Sum(row => row.Length) != _cells.Sum(row => row.Length))
            {
                throw new InvalidOperationException("The two do not write the same cells.");
            }
        }

        await MeasureMemory();
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark(Baseline = true)]
    public void OpenXmlWriter()
    {
        using FileStream file = File.Create(_path);
        PlainSheet.Write(file, _cells);
    }

    [Benchmark]
    public async Task<FormTally> Form()
    {
        using FileStream file = File.Create(_path);
        return await _form.WriteAsync(file, s_head, MakeRows(Rows).ToAsyncEnumerable());
    }

    // What is alive after a tenth of ten times the rows, and near their end.
    private async Task MeasureMemory()
    {
        int rows = Rows * 10;
        long early = 0, late = 0;
        await _form.WriteAsync(Stream.Null, s_head, Watched().ToAsyncEnumerable());
        Console.WriteLine($"// Alive while {rows} rows are written: {early / 1024} KB after a tenth, {late / 1024} KB near the end.");
        if (late - early > 1024 * 1024)
        {
            throw new InvalidOperationException("The memory grows with the rows.");
        }

        IEnumerable<FormRow> Watched()
        {
            int row = 0;
            foreach (FormRow one in MakeRows(rows))
            {
                if (row == rows / 10)
                {
                    early = GC.GetTotalMemory(forceFullCollection: true);
                }
                else if (row == rows - 1)
                {
                    late = GC.GetTotalMemory(forceFullCollection: true);
                }

                row++;
                yield return one;
            }
        }
    }

    private static IEnumerable<FormRow> MakeRows(int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            int row = i;
            yield return new FormRow(
                new FactUnit($"U{row}", UnitKind.LowerSecondary, $"Trường THCS số {row}"),
                fact => row % 7 == 0 ? null : fact == "computers.managementNetworked" ? CelValue.Bool(row % 2 == 0) : s_facts.Contains(fact) ? CelValue.Int((row + fact.Length) % 60) : null);
        }
    }
}
