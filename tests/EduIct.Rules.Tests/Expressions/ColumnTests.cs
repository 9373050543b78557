using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

public sealed class ColumnTests
{
    private const int Rows = 10_000;

    private static readonly string[] Sources =
    [
        "i * 12 >= j", "s == 'a' || s.startsWith('b')", "b && x / y > 0.5", "i / j > 1 || i % j == 0", "s + t == 'aa'", "xs.exists(e, e > i)", "any == 1",
        "-i < j", "double(i) < x", "b ? i + 1 > j : s in ['a', 'bc']", "i == 9223372036854775807 || i * i > 100", "t.matches('^[a-z]+$')", "unit.students - j >= 0", "i",
    ];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 4)]
    public void Rows_over_many_blocks_and_threads_come_out_as_interpreted(bool edges, int threads)
    {
        var environment = new CelEnvironment(ExpressionMaker.Variables);
        var table = new CelTable(environment, Rows);
        var random = new Random(7);
        var maker = new ExpressionMaker(random);
        for (int v = 0; v < environment.Variables.Count; v++)
        {
            CelVariable variable = environment.Variables[v];
            if (variable.Name == "unit.students")
                continue;
            CelColumn column = CelColumn.For(variable.Type, Rows);
            for (int row = 0; row < Rows; row++)
            {
                CelValue? value = variable.Type.Equals(CelType.Int) && !edges ? CelValue.Int(random.Next(-50, 50)) : maker.Value(variable);
                if (value is { } known)
                    column.Set(row, known);
            }

            table[v] = column;
        }

        CelProgram[] programs = [.. Sources.Select(environment.Compile)];
        CelOutcomes[] outcomes = [.. programs.Select(_ => new CelOutcomes(Rows))];
        new CelBatch(programs).Run(table, outcomes, threads);
        for (int p = 0; p < programs.Length; p++)
        {
            int[] expected = new int[5];
            for (int row = 0; row < Rows; row++)
            {
                CelValue value = programs[p].EvaluateRow(table, row);
                int outcome = value.Kind switch { CelKind.Bool => value.IsTrue ? 0 : 1, CelKind.Unknown => 2, CelKind.Error => 3, _ => 4 };
                expected[outcome]++;
                ReadOnlySpan<ulong> bits = outcome switch { 0 => outcomes[p].True, 1 => outcomes[p].False, 2 => outcomes[p].Unknown, _ => outcomes[p].Error };
                if ((bits[row / 64] >> (row % 64) & 1) != (outcome == 4 ? 0ul : 1ul))
                    Assert.Fail($"{Sources[p]}, row {row}: {value}");
            }

            Assert.Equal(
                expected[..4],
                new[] { CelOutcomes.Count(outcomes[p].True), CelOutcomes.Count(outcomes[p].False), CelOutcomes.Count(outcomes[p].Unknown), CelOutcomes.Count(outcomes[p].Error) });
        }
    }

    [Fact]
    public void A_column_of_ints_grows_wide_when_it_must()
    {
        CelColumn column = CelColumn.For(CelType.Int, 3);
        column.SetInt(0, 5);
        column.SetInt(2, long.MaxValue);
        Assert.Equal([CelValue.Int(5), null, CelValue.Int(long.MaxValue)], Enumerable.Range(0, 3).Select(r => column[r]));
        column.Set(0, CelValue.Unknown(new CelAttribute("i")));
        Assert.Null(column[0]);
    }

    [Fact]
    public void Columns_refuse_what_does_not_fit()
    {
        var environment = new CelEnvironment(ExpressionMaker.Variables);
        CelColumn column = CelColumn.For(CelType.Int, 3);
        Assert.Throws<ArgumentException>(() => column.Set(0, CelValue.Double(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.SetInt(3, 1));
        Assert.Throws<InvalidOperationException>(() => column.SetDouble(0, 1));
        Assert.Throws<ArgumentException>(() => new CelTable(environment, 4)[0] = column);
        Assert.Throws<ArgumentException>(() => new CelTable(environment, 3)[4] = column);
    }
}
