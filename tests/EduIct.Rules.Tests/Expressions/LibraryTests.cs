using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

/// <summary>What the conformance cases leave open.</summary>
public sealed class LibraryTests
{
    private static readonly CelEnvironment Environment = new([]);

    [Theory]
    [InlineData("'Trường'.matches('^\\\\w+$')", "false")]
    [InlineData("'Trường'.matches('^\\\\p{L}+$')", "true")]
    [InlineData("'TRƯỜNG'.matches('(?i)^trường$')", "true")]
    [InlineData("'🐱'.matches('^.$')", "true")]
    [InlineData("'a\\n'.matches('^a$')", "false")]
    [InlineData("'a\\nb'.matches('(?m)^b$')", "true")]
    [InlineData("'a\\nb'.matches('a.b')", "false")]
    [InlineData("'a\\nb'.matches('(?s)a.b')", "true")]
    [InlineData("'ab'.matches('^(?:a|b){2,3}$')", "true")]
    [InlineData("'aaaa'.matches('^(?:a|b){2,3}$')", "false")]
    [InlineData("'x1'.matches('^[[:alpha:]][[:^alpha:]]$')", "true")]
    [InlineData("'a-b]'.matches('^[a\\\\-b\\\\]]+$')", "true")]
    [InlineData("'a.b'.matches('^\\\\Qa.b\\\\E$')", "true")]
    [InlineData("'axb'.matches('^\\\\Qa.b\\\\E$')", "false")]
    [InlineData("'đi học'.matches('\\\\bh')", "true")]
    [InlineData("'a{,2}'.matches('^a{,2}$')", "true")]
    [InlineData("'foo.bar@moet.edu.vn'.matches(r'^[a-z.]+@(?P<domain>[a-z.]+)$')", "true")]
    [InlineData("'A'.matches(r'^\\x41\\x{1F431}?$')", "true")]
    [InlineData("'b'.matches('^[^a]$') && !'a'.matches('^[^a]$') && '\\n'.matches('^[^a]$')", "true")]
    public void Regular_expressions_are_those_of_RE2(string source, string expected) =>
        Assert.Equal(expected, Environment.Compile(source).Interpret(new CelFacts(Environment)).ToString());

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(a)\\1")]
    [InlineData("a**")]
    [InlineData("a{1}{2}")]
    [InlineData("a{2,1}")]
    [InlineData("a{1001}")]
    [InlineData("*a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[b-a]")]
    [InlineData("\\C")]
    [InlineData("\\p{Nope}")]
    [InlineData("(?z)")]
    [InlineData("a++")]
    [InlineData("\\Z")]
    [InlineData("(?P=a)")]
    public void What_RE2_refuses_is_refused(string pattern) =>
        Assert.False(Environment.TryCompile($"''.matches(r'{pattern}')", out _, out _));

    [Theory]
    [InlineData("string(1e21)", "\"1e+21\"")]
    [InlineData("string(1e20)", "\"100000000000000000000\"")]
    [InlineData("string(0.00001)", "\"1e-05\"")]
    [InlineData("string(-0.0)", "\"-0\"")]
    [InlineData("'%.1f %.0e %.2e'.format([0.25, 9.5, 9.996])", "\"0.2 1e+01 1.00e+01\"")]
    [InlineData("'%s'.format([b'a\\xff\\xfeb'])", "\"a\uFFFDb\"")]
    [InlineData("'%x %o %b'.format([-255, -8, -5])", "\"-ff -10 -101\"")]
    [InlineData("string(duration('-1.5s'))", "\"-1.5s\"")]
    [InlineData("duration('1h1m1s1ms1us1ns')", "duration(\"3661.001001001s\")")]
    [InlineData("duration('.5s') == duration('500ms')", "true")]
    [InlineData("timestamp('2024-02-29T23:59:59.5+07:00')", "timestamp(\"2024-02-29T16:59:59.5Z\")")]
    [InlineData("timestamp('2024-09-05T00:00:00Z').getHours('Asia/Ho_Chi_Minh')", "7")]
    [InlineData("'a🐱b'.reverse() + 'a🐱b'.charAt(1) + 'a🐱b'.substring(2)", "\"b🐱a🐱b\"")]
    [InlineData("'a🐱b'.split('')", "[\"a\", \"🐱\", \"b\"]")]
    [InlineData("''.split('')", "[]")]
    [InlineData("'ab'.replace('', '-')", "\"-a-b-\"")]
    [InlineData("'ab'.replace('', '-', 1)", "\"-ab\"")]
    [InlineData("'\uFFFF' < '🐱'", "true")]
    [InlineData("{1: 'a'}[1.0] + {1u: 'b'}[1]", null)]
    [InlineData("{1: 'a'}[dyn(1.0)] + {dyn(1u): 'b'}[1]", "\"ab\"")]
    [InlineData("[1, 2.0, 3u] == [1.0, 2u, 3]", "true")]
    [InlineData("[double('NaN')] == [double('NaN')]", "false")]
    [InlineData("math.greatest([1, 5.5, 3u])", "5.5")]
    [InlineData("math.sqrt(-1) != math.sqrt(-1)", "true")]
    public void Values_come_out_as_documented(string source, string? expected)
    {
        bool valid = Environment.TryCompile(source, out CelProgram? program, out _);
        Assert.Equal(expected, valid ? program!.Interpret(new CelFacts(Environment)).ToString() : null);
    }

    [Theory]
    [InlineData("timestamp('2023-02-29T00:00:00Z')")]
    [InlineData("timestamp('2024-02-29 00:00:00Z')")]
    [InlineData("timestamp('2024-02-29T24:00:00Z')")]
    [InlineData("duration('1')")]
    [InlineData("duration('')")]
    [InlineData("duration('1d')")]
    [InlineData("duration('.s')")]
    [InlineData("int(' 1')")]
    [InlineData("double('1,5')")]
    [InlineData("double('1e999')")]
    [InlineData("uint('-1')")]
    [InlineData("timestamp('2024-01-01T00:00:00Z').getHours('Nowhere/City')")]
    [InlineData("'%.2000f'.format([1.0])")]
    [InlineData("'%'.format([])")]
    [InlineData("'a'.charAt(2)")]
    [InlineData("'a'.substring(1, 0)")]
    public void What_cannot_be_is_an_error(string source) =>
        Assert.Equal(CelKind.Error, Environment.Compile(source).Interpret(new CelFacts(Environment)).Kind);
}
