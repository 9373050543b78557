using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

public sealed class DiagnosticTests
{
    private static readonly CelEnvironment Environment = new([new("students", CelType.Int), new("name", CelType.String)]);

    private static IReadOnlyList<CelDiagnostic> Diagnose(string source)
    {
        Assert.False(Environment.TryCompile(source, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics));
        Assert.Null(program);
        Assert.NotEmpty(diagnostics);
        return diagnostics;
    }

    [Fact]
    public void A_diagnostic_shows_line_column_source_and_caret()
    {
        CelDiagnostic one = Assert.Single(Diagnose("students > 10 &&\n  nmae == 'Trường'"));
        Assert.Equal(("undeclared", 2, 3, "  nmae == 'Trường'", "  ^"), (one.Code, one.Line, one.Column, one.SourceLine, one.Caret));
        Assert.Equal("2:3: 'nmae' is not declared\n |   nmae == 'Trường'\n |   ^", one.ToString());
        Assert.Contains("chưa khai báo", one.ToVietnamese(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        IReadOnlyList<CelDiagnostic> all = Diagnose("[x, students + 'a', y, name.matches('('), !students, name.foo]");
        Assert.Equal(["undeclared", "no_overload", "undeclared", "bad_regex", "no_overload", "type_mismatch"], all.Select(d => d.Code));
        Assert.Equal(all.OrderBy(d => d.Column), all);
    }

    [Fact]
    public void The_parser_goes_on_after_a_fault_in_brackets() =>
        Assert.Equal(3, Diagnose("[1 +, 2 2, @, 4]").Count);

    [Fact]
    public void Columns_count_code_points() => Assert.Equal(8, Diagnose("'🐱🐱' + nope").Single().Column);

    [Fact]
    public void Diagnostics_are_capped() =>
        Assert.Equal(CelLimits.Default.Diagnostics, Diagnose("[" + string.Join(", ", Enumerable.Range(0, 500).Select(i => $"x{i}")) + "]").Count);

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("'a")]
    [InlineData("'a\nb'")]
    [InlineData("'\\q'")]
    [InlineData("'\\ud800'")]
    [InlineData("b'\\u0041'")]
    [InlineData("1 2")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("18446744073709551616u")]
    [InlineData("1e999")]
    [InlineData("let")]
    [InlineData("a.in")]
    [InlineData("f(1,)")]
    [InlineData("[1,,2]")]
    [InlineData("{1}")]
    [InlineData("has(1)")]
    [InlineData("[1].all(1, true)")]
    [InlineData("math.greatest()")]
    [InlineData("math.least('a')")]
    [InlineData("M{a: 1}")]
    [InlineData("`a`")]
    [InlineData("1 = 1")]
    [InlineData("a & b")]
    [InlineData("\u00a0")]
    [InlineData("students.size()")]
    [InlineData("students ? 1 : 2")]
    [InlineData("true ? 1 : 'a'")]
    [InlineData("1 < 1.0")]
    [InlineData("students.all(x, true)")]
    [InlineData("dyn")]
    public void What_is_wrong_is_refused(string source)
    {
        foreach (CelDiagnostic diagnostic in Diagnose(source))
        {
            Assert.NotEmpty(diagnostic.Vietnamese);
            Assert.NotEmpty(diagnostic.English);
            Assert.EndsWith("^", diagnostic.Caret, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_check_types_are_a_matter_of_evaluation()
    {
        Assert.True(Environment.TryCompile("students + 'a'", check: false, out CelProgram? program, out _));
        CelFacts facts = new CelFacts(Environment).Set("students", CelValue.Int(1));
        Assert.Equal("no_matching_overload", program.Evaluate(facts).Failure!.Code);
        Assert.Equal(CelType.Dyn, program.ResultType);
    }

    [Fact]
    public void Host_functions_are_called_when_an_overload_takes_the_arguments()
    {
        var environment = new CelEnvironment([], functions:
        [
            new CelFunction("edu.twice", false, [CelType.Int], CelType.Int, a => CelValue.Int(a[0].AsInt() * 2)),
            new CelFunction("shout", true, [CelType.String], CelType.String, a => CelValue.String(a[0].AsString() + "!")),
        ]);
        var facts = new CelFacts(environment);
        Assert.Equal(CelValue.Int(8), environment.Compile("edu.twice(4)").Evaluate(facts));
        Assert.Equal(CelValue.String("a!"), environment.Compile("'a'.shout()").Evaluate(facts));
        Assert.Equal("no_matching_overload", environment.Compile("edu.twice(dyn('a'))").Evaluate(facts).Failure!.Code);
        Assert.False(environment.TryCompile("edu.twice('a')", out _, out _));
        Assert.Throws<ArgumentException>(() => new CelEnvironment([], functions: [new CelFunction("size", false, [CelType.Int], CelType.Int)]));
    }
}
