using System.Diagnostics;
using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

public sealed class HostileTests
{
    private static readonly CelEnvironment Environment = new([new("a", CelType.Dyn), new("s", CelType.String)]);

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    public static TheoryData<string> TooDeep => new(
    [
        Many("(", 20_000), Many("(", 20_000) + "1" + Many(")", 20_000), Many("[", 30_000), Many("{1:", 20_000), Many("-", 60_000) + "a", Many("!", 60_000) + "a",
        Many("a.b.", 15_000) + "c", "a" + Many("[0]", 20_000), "1" + Many(" + 1", 15_000), Many("a ? a : ", 8_000) + "a", Many("size(", 10_000) + "a" + Many(")", 10_000),
        Many("[1].map(x, ", 5_000) + "x" + Many(")", 5_000), Many("a.f(", 15_000), Many("!(", 30_000), Many("M{a:", 15_000),
    ]);

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void Deep_nesting_is_refused_and_takes_no_stack(string source)
    {
        CelDiagnostic? found = null;
        var thread = new Thread(
            () =>
            {
                Environment.TryCompile(source, check: false, out _, out IReadOnlyList<CelDiagnostic> diagnostics);
                found = diagnostics.FirstOrDefault(d => d.Code == "limit");
            },
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.NotNull(found);
    }

    [Fact]
    public void Depth_up_to_the_limit_works_in_every_way()
    {
        string source = Many("(1 + ", 240) + "1" + Many(")", 240) + " == 241";
        CelProgram program = Environment.Compile(source);
        var facts = new CelFacts(Environment);
        Assert.True(program.Interpret(facts).IsTrue);
        Assert.True(program.Evaluate(facts).IsTrue);
        var outcomes = new CelOutcomes(1);
        program.EvaluateRows(new CelTable(Environment, 1), outcomes);
        Assert.Equal(1, CelOutcomes.Count(outcomes.True));
    }

    [Fact]
    public void Long_chains_of_logic_are_no_depth() =>
        Assert.True(Environment.Compile(string.Join(" && ", Enumerable.Repeat("1 < 2", 5000))).Interpret(new CelFacts(Environment)).IsTrue);

    [Fact]
    public void Too_long_a_source_is_refused() =>
        Assert.False(Environment.TryCompile(new string(' ', CelLimits.Default.SourceLength) + "1", out _, out _));

    public static TheoryData<string> TooCostly => new(
    [
        Many("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(x, ", 12) + "true" + Many(")", 12),
        Many("[0, 1].all(x, ", 40) + "1/0 > 0" + Many(")", 40),
        "['foo', 'bar']" + Many(".map(x, [x + x, x + x])", 1) + Many(".map(x, [x, x].map(y, y))", 1) + ".map(x, [x, x])" + Many(".map(x, x + x)", 200),
        "['aaaaaaaaaa']" + Many(".map(x, x + x)", 200),
        "[[1]]" + Many(".map(x, x + x)", 200),
        "[[1]].map(x, " + Many("[x, x].map(x, x + x)[0].map(y, [y, y])", 1) + ")" + Many(".map(x, [x, x])", 200) + Many(".map(x, string(x[0]) + string(x[0]))", 30),
        "['a'].map(x, '%.1000f'.format([1.0]))" + Many(".map(x, x + x)", 100),
        "[b'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']" + Many(".map(x, x + x)", 200),
        "['aaaaaaaaaaaaaaaaaaaaaaaaaa']" + Many(".map(x, x.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaa'))", 60),
        "['aaaaaaaaaaaaaaaaaaaaaaaaaa']" + Many(".map(x, x.replace('', x))", 60),
        "['aaaaaaaaaaaaaaaaaaaaaaaaaa']" + Many(".map(x, [x, x, x, x, x, x, x, x].join(x))", 60),
    ]);

    [Theory]
    [MemberData(nameof(TooCostly))]
    public void Work_is_bounded(string source)
    {
        if (!Environment.TryCompile(source, check: false, out CelProgram? program, out _))
            return;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        CelValue value = program.Interpret(new CelFacts(Environment));
        Assert.Equal(CelKind.Error, value.Kind);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }

    [Theory]
    [InlineData("[[]].map(x, {'a': x})", ".map(x, {'a': x, 'b': x})")]
    [InlineData("[1]", ".map(x, [x])")]
    [InlineData("[{1: 1}]", ".map(x, [{1: x}, {1: x}])")]
    [InlineData("[{}]", ".map(x, [x, {[]: {x: x}}])")]
    public void Types_that_grow_with_every_step_are_checked_in_bounded_time(string start, string step)
    {
        var watch = Stopwatch.StartNew();
        Environment.TryCompile(start + Many(step, 120), out _, out _);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(a?){200}a{200}")]
    [InlineData("((a+)+)+!")]
    public void Regular_expressions_run_in_linear_time(string pattern)
    {
        var facts = new CelFacts(Environment).Set("s", CelValue.String(new string('a', 5000)));
        var watch = Stopwatch.StartNew();
        CelValue value = Environment.Compile($"s.matches('{pattern}')").Interpret(facts);
        Assert.True(value.Kind == CelKind.Bool || value.Failure?.Code == "limit");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("((((a{1000}){1000}){1000}){1000})")]
    [InlineData("(a{0,1000}){0,1000}")]
    public void Regular_expressions_that_explode_are_refused(string pattern) =>
        Assert.False(Environment.TryCompile($"s.matches('{pattern}')", out _, out _));

    [Fact]
    public void A_run_can_be_cancelled()
    {
        var environment = new CelEnvironment([], limits: new CelLimits { Cost = long.MaxValue });
        CelProgram program = environment.Compile(Many("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(x, ", 20) + "true" + Many(")", 20));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => program.Interpret(new CelFacts(environment), source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => program.Evaluate(new CelFacts(environment), source.Token));
    }

    [Fact]
    [Trait("Category", "Long")]
    public void A_million_mutated_expressions_neither_crash_nor_hang()
    {
        string[] seeds = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Expressions", "Data", "conformance-part.jsonl"))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("expr").GetString()!).Where(e => e.Length < 200)];
        string[] pieces = ["(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "&&", "||", "!", "-", "+", "*", "/", "%", "==", "<", " in ", "'", "\"", "\\", "b'",
            "0", "1u", "1e9", "x", "a", "s", ".map(x, ", ".all(x, ", "has(", "'%s'.format([", "\ud800", "\u0300", "🐱", "//", "`", "true", "null", "9223372036854775807", ".matches('"];
        var environment = new CelEnvironment([new("a", CelType.Dyn), new("s", CelType.String), new("x", CelType.Int)], limits: new CelLimits { Cost = 20_000 });
        CelFacts facts = new CelFacts(environment).Set("s", CelValue.String("Trường 🐱")).Set("x", CelValue.Int(3));
        Parallel.For(0, 4, part =>
        {
            var random = new Random(part);
            for (int i = 0; i < 250_000; i++)
            {
                string text = seeds[random.Next(seeds.Length)];
                for (int change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
                {
                    int at = random.Next(text.Length), length = Math.Min(random.Next(1, 6), text.Length - at);
                    string other = seeds[random.Next(seeds.Length)];
                    text = random.Next(5) switch
                    {
                        0 => text.Remove(at, length),
                        1 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                        2 => text.Insert(at, text.Substring(at, length)),
                        3 => string.Concat(text.AsSpan(0, at), ((char)random.Next(1, 0x250)).ToString(), text.AsSpan(at + 1)),
                        _ => string.Concat(text.AsSpan(0, at), other.AsSpan(random.Next(other.Length))),
                    };
                }

                if (environment.TryCompile(text, check: random.Next(2) == 0, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics))
                    _ = program.Interpret(facts).ToString();
                else
                    Assert.NotEmpty(diagnostics);
            }
        });
    }
}
