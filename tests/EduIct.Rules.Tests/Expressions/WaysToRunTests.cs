using EduIct.Expressions;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Rules.Tests.Expressions;

public sealed class WaysToRunTests
{
    private const int Rows = 70;

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(800);

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(40)]
    public void Interpreted_compiled_and_by_columns_agree_on_random_expressions_and_facts(long cost)
    {
        var environment = new CelEnvironment(ExpressionMaker.Variables, limits: new CelLimits { Cost = cost });
        Prop.ForAll(Seeds, seed =>
        {
            var maker = new ExpressionMaker(new Random(seed));
            string source = maker.Any(1 + (seed % 4));
            Assert.True(environment.TryCompile(source, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics), source + string.Join('\n', diagnostics));
            var batch = new CelBatch([program, program]);
            var both = new CelOutcome[2];
            var table = new CelTable(environment, Rows);
            for (int v = 0; v < environment.Variables.Count; v++)
                table[v] = CelColumn.For(environment.Variables[v].Type, Rows);
            var expected = new CelValue[Rows];
            var facts = new CelFacts(environment);
            for (int row = 0; row < Rows; row++)
            {
                facts.Clear();
                for (int v = 0; v < environment.Variables.Count; v++)
                {
                    if (maker.Value(environment.Variables[v]) is not { } value)
                        continue;
                    facts.Set(v, value);
                    table[v]!.Set(row, value);
                }

                expected[row] = program.Interpret(facts);
                Assert.Equal((source, expected[row]), (source, program.Evaluate(facts)));
                Assert.Equal((source, expected[row]), (source, program.EvaluateRow(table, row)));
                batch.Evaluate(facts, both);
                Assert.Equal((source, Outcome(expected[row]), Outcome(expected[row])), (source, both[0].ToString().ToLowerInvariant(), both[1].ToString().ToLowerInvariant()));
            }

            var outcomes = new CelOutcomes(Rows);
            program.EvaluateRows(table, outcomes);
            for (int row = 0; row < Rows; row++)
                Assert.Equal((source, row, Outcome(expected[row])), (source, row, Outcome(outcomes, row)));
        }).Check(Checks);
    }

    [Fact]
    public void What_is_printed_parses_to_the_same_program()
    {
        var environment = new CelEnvironment(ExpressionMaker.Variables);
        Prop.ForAll(Seeds, seed =>
        {
            CelProgram program = environment.Compile(new ExpressionMaker(new Random(seed)).Any(4));
            string printed = program.ToString();
            Assert.Equal(printed, environment.Compile(printed).ToString());
            Assert.Equal(program.ResultType, environment.Compile(printed).ResultType);
        }).Check(Checks);
    }

    [Theory]
    [InlineData("1 + 2 * 3 - (4 - 5)", "1 + 2 * 3 - (4 - 5)")]
    [InlineData("((b && c) || b) && c", "(b && c || b) && c")]
    [InlineData("b ? 1 : c ? 2 : 3", "b ? 1 : c ? 2 : 3")]
    [InlineData("(b ? c : b) ? 1 : 2", "(b ? c : b) ? 1 : 2")]
    [InlineData("- (1)", "-(1)")]
    [InlineData("-(-i)", "--i")]
    [InlineData("{'a':1}.`a-b`", "{\"a\": 1}.`a-b`")]
    [InlineData("xs.existsOne( e , e>1 )", "xs.exists_one(e, e > 1)")]
    [InlineData("math.greatest(1,2,i)", "math.greatest(1, 2, i)")]
    [InlineData("(1).size", null)]
    public void Printing_keeps_only_the_parentheses_that_matter(string source, string? printed)
    {
        bool valid = new CelEnvironment(ExpressionMaker.Variables).TryCompile(source, out CelProgram? program, out _);
        Assert.Equal(printed, valid ? program!.ToString() : null);
    }

    [Fact]
    public void A_compiled_program_over_scalars_allocates_nothing()
    {
        var environment = new CelEnvironment(ExpressionMaker.Variables);
        CelProgram program = environment.Compile("b && i * 12 >= j && x > 0.5 && s == 'a' && t in ['a', 'bc']");
        CelFacts facts = new CelFacts(environment).Set("b", CelValue.True).Set("i", CelValue.Int(3)).Set("j", CelValue.Int(36))
            .Set("x", CelValue.Double(1)).Set("s", CelValue.String("a")).Set("t", CelValue.String("bc"));
        Assert.True(program.Evaluate(facts).IsTrue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            program.Evaluate(facts);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Facts_and_tables_of_another_environment_are_refused()
    {
        CelProgram program = new CelEnvironment([]).Compile("1 == 1");
        var other = new CelEnvironment([]);
        Assert.Throws<ArgumentException>(() => program.Evaluate(new CelFacts(other)));
        Assert.Throws<ArgumentException>(() => program.Interpret(new CelFacts(other)));
        Assert.Throws<ArgumentException>(() => program.EvaluateRows(new CelTable(other, 0), new CelOutcomes(0)));
    }

    private static string Outcome(CelValue value) => value.Kind switch
    {
        CelKind.Bool => value.IsTrue ? "true" : "false",
        CelKind.Unknown => "unknown",
        CelKind.Error => "error",
        _ => "other",
    };

    private static string Outcome(CelOutcomes outcomes, int row)
    {
        string[] all =
        [
            .. Has(outcomes.True) ? ["true"] : Array.Empty<string>(), .. Has(outcomes.False) ? ["false"] : Array.Empty<string>(),
            .. Has(outcomes.Unknown) ? ["unknown"] : Array.Empty<string>(), .. Has(outcomes.Error) ? ["error"] : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "other" : string.Join('+', all);

        bool Has(ReadOnlySpan<ulong> bits) => (bits[row / 64] >> (row % 64) & 1) != 0;
    }
}
