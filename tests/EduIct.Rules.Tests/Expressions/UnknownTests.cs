using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

public sealed class UnknownTests
{
    private static readonly CelEnvironment Environment = new(
    [
        new("u", CelType.Bool), new("v", CelType.Bool), new("n", CelType.Int), new("a", CelType.Dyn), new("rooms", CelType.Dyn), new("k", CelType.String),
    ]);

    /// <summary>What a missing fact and an error make of each other; <c>u</c>, <c>v</c> and <c>n</c> are missing, <c>1/0</c> fails.</summary>
    [Theory]
    [InlineData("u", "unknown(u)")]
    [InlineData("!u", "unknown(u)")]
    [InlineData("u && false", "false")]
    [InlineData("false && u", "false")]
    [InlineData("u && true", "unknown(u)")]
    [InlineData("u || true", "true")]
    [InlineData("u || false", "unknown(u)")]
    [InlineData("u && v", "unknown(u, v)")]
    [InlineData("v || u || v", "unknown(u, v)")]
    [InlineData("u || v || true", "true")]
    [InlineData("1/0 > 0 && false", "false")]
    [InlineData("1/0 > 0 || true", "true")]
    [InlineData("1/0 > 0 || u", "unknown(u)")]
    [InlineData("u && 1/0 > 0", "unknown(u)")]
    [InlineData("1/0 > 0 && u && false", "false")]
    [InlineData("n + 1/0", "error(divide_by_zero: 1 / 0)")]
    [InlineData("1/0 + n", "error(divide_by_zero: 1 / 0)")]
    [InlineData("n + n", "unknown(n)")]
    [InlineData("[n, 1/0]", "error(divide_by_zero: 1 / 0)")]
    [InlineData("[n, 1]", "unknown(n)")]
    [InlineData("{1: n, 2: 1/0}", "error(divide_by_zero: 1 / 0)")]
    [InlineData("{n: 1}", "unknown(n)")]
    [InlineData("u ? 1 : 2", "unknown(u)")]
    [InlineData("true ? 1 : n", "1")]
    [InlineData("false ? n : 2", "2")]
    [InlineData("n == n", "unknown(n)")]
    [InlineData("type(n)", "unknown(n)")]
    [InlineData("[1, 2].exists(e, u || e == 2)", "true")]
    [InlineData("[1, 2].exists(e, u && e == 2)", "unknown(u)")]
    [InlineData("[1, 2].all(e, u || e == 2)", "unknown(u)")]
    [InlineData("[1, 2].all(e, u && e == 3)", "false")]
    [InlineData("[1, 2].exists_one(e, u)", "unknown(u)")]
    [InlineData("[0, 1].exists_one(e, u || 1/e > 0)", "unknown(u)")]
    [InlineData("[1, 0].exists_one(e, e == 1 ? u : 1/e > 0)", "error(divide_by_zero: 1 / 0)")]
    [InlineData("[1, 2].map(e, n)", "unknown(n)")]
    [InlineData("[1, 2].filter(e, u)", "unknown(u)")]
    [InlineData("has(a.b)", "unknown(a)")]
    [InlineData("a.b.c", "unknown(a)")]
    [InlineData("a[n]", "unknown(a, n)")]
    [InlineData("a[1/0]", "error(divide_by_zero: 1 / 0)")]
    [InlineData("size(a) > n", "unknown(a, n)")]
    public void Unknowns_and_errors_combine_as_the_specification_says(string source, string expected)
    {
        CelProgram program = Environment.Compile(source);
        var facts = new CelFacts(Environment);
        Assert.Equal(expected, program.Interpret(facts).ToString());
        Assert.Equal(expected, program.Evaluate(facts).ToString());
    }

    /// <summary>Parts of a fact are missing: the trail is as long as what pattern and expression share.</summary>
    [Theory]
    [InlineData("rooms.*.area", "rooms[0].area", "unknown(rooms[0].area)")]
    [InlineData("rooms.*.area", "rooms[1].area > 3", "unknown(rooms[1].area)")]
    [InlineData("rooms[*].area", "rooms[0].name", "\"A\"")]
    [InlineData("rooms[1]", "rooms[1].name", "unknown(rooms[1])")]
    [InlineData("rooms[1]", "rooms[0].name", "\"A\"")]
    [InlineData("rooms[1]", "rooms[1u].name", "unknown(rooms[1u])")]
    [InlineData("rooms[1].name", "rooms[1]", "unknown(rooms[1])")]
    [InlineData("rooms[1].name", "size(rooms)", "unknown(rooms)")]
    [InlineData("rooms[0].name", "has(rooms[0].name)", "unknown(rooms[0].name)")]
    [InlineData("rooms[0].name", "has(rooms[0].area)", "true")]
    [InlineData("rooms[0][\"name\"]", "rooms[0][k]", "unknown(rooms[0].name)")]
    [InlineData("rooms[0].name", "rooms[0].name == 'x' || true", "true")]
    [InlineData("rooms[5].name", "rooms[5].name", "unknown(rooms[5].name)")]
    [InlineData("rooms[5].name", "rooms[7].name", "error(invalid_index: 7 in a list of 2)")]
    public void Patterns_make_parts_of_a_fact_unknown(string pattern, string source, string expected)
    {
        CelValue room = CelValue.Map([KeyValuePair.Create(CelValue.String("name"), CelValue.String("A")), KeyValuePair.Create(CelValue.String("area"), CelValue.Int(40))]);
        Assert.True(CelAttribute.TryParse(pattern, Environment.Variables.Select(v => v.Name), out CelAttribute? path));
        CelFacts facts = new CelFacts(Environment).Set("rooms", CelValue.List([room, room])).Set("k", CelValue.String("name")).SetUnknown(path);
        CelProgram program = Environment.Compile(source);
        Assert.Equal(expected, program.Interpret(facts).ToString());
        Assert.Equal(expected, program.Evaluate(facts).ToString());
    }

    [Theory]
    [InlineData("a.b[3].*[\"x y\"][true][2u]", "a.b[3].*[\"x y\"][true][2u]")]
    [InlineData("a[*]", "a.*")]
    [InlineData("computers.teaching.count", "computers.teaching.count")]
    [InlineData("unheard.of", null)]
    [InlineData("a..b", null)]
    [InlineData("a[", null)]
    [InlineData("a[x]", null)]
    [InlineData("", null)]
    public void Paths_read_what_they_write(string text, string? written)
    {
        bool read = CelAttribute.TryParse(text, ["a", "computers", "computers.teaching"], out CelAttribute? path);
        Assert.Equal(written, read ? path!.ToString() : null);
        if (text.StartsWith("computers", StringComparison.Ordinal))
            Assert.Equal("computers.teaching", path!.Variable);
    }

    [Fact]
    public void Facts_of_the_wrong_type_are_refused()
    {
        var facts = new CelFacts(Environment);
        Assert.Throws<ArgumentException>(() => facts.Set("n", CelValue.Double(1)));
        Assert.Throws<ArgumentException>(() => facts.Set("nobody", CelValue.Double(1)));
        Assert.Throws<ArgumentException>(() => new CelEnvironment([new("n", CelType.Int), new("n", CelType.Int)]));
    }
}
