using EduIct.Expressions;

namespace EduIct.Rules.Tests.Expressions;

/// <summary>Makes well-typed expressions over a fixed set of variables, and facts for them, with values at the edges and with gaps.</summary>
internal sealed class ExpressionMaker(Random random)
{
    internal static CelVariable[] Variables { get; } =
    [
        new("i", CelType.Int), new("j", CelType.Int), new("unit.students", CelType.Int), new("u", CelType.Uint), new("x", CelType.Double),
        new("y", CelType.Double), new("b", CelType.Bool), new("c", CelType.Bool), new("s", CelType.String), new("t", CelType.String),
        new("xs", CelType.List(CelType.Int)), new("m", CelType.Map(CelType.String, CelType.Int)), new("any", CelType.Dyn),
    ];

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    internal string Bool(int depth)
    {
        if (depth <= 0)
            return Pick("b", "c", "true", "false", "b", "c");
        int d = depth - 1;
        return random.Next(14) switch
        {
            0 or 1 => $"({Bool(d)} && {Bool(d)})",
            2 or 3 => $"({Bool(d)} || {Bool(d)} || {Bool(d)})",
            4 => $"!({Bool(d)})",
            5 => $"({Bool(d)} ? {Bool(d)} : {Bool(d)})",
            6 or 7 => $"({Int(d)} {Relation()} {Int(d)})",
            8 => $"({Double(d)} {Relation()} {Double(d)})",
            9 => $"({Text(d)} {Relation()} {Text(d)})",
            10 => $"({Int(d)} in {List(d)})",
            11 => $"{List(d)}.{Pick("all", "exists", "exists_one")}(e, {Bool(d)} {Pick("&&", "||")} e {Relation()} {Int(d)})",
            12 => Pick("has(m.k)", "(any == 1)", "(any < 2.5)", "(u > 3u)", $"({Bool(d)} == {Bool(d)})", $"({Text(d)} in ['a', 'bc', ''])", $"(any || {Bool(d)})"),
            _ => $"{Text(d)}.{Pick("startsWith", "contains", "matches")}({Pick("'a'", "'^b'", "s")})",
        };
    }

    private string Relation() => Pick("==", "!=", "<", "<=", ">", ">=");

    internal string Int(int depth)
    {
        if (depth <= 0)
            return Pick("i", "j", "unit.students", "0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808");
        int d = depth - 1;
        return random.Next(8) switch
        {
            0 or 1 or 2 or 3 => $"({Int(d)} {Pick("+", "-", "*", "/", "%")} {Int(d)})",
            4 => $"(-{Int(d)})",
            5 => $"({Bool(d)} ? {Int(d)} : {Int(d)})",
            6 => Pick($"{List(d)}[{Int(d)}]", "m.k", "m['z']", $"size({Text(d)})", $"int({Double(d)})"),
            _ => Int(0),
        };
    }

    internal string Double(int depth)
    {
        if (depth <= 0)
            return Pick("x", "y", "0.0", "1.5", "-2.0", "1e308");
        int d = depth - 1;
        return random.Next(5) switch
        {
            0 or 1 => $"({Double(d)} {Pick("+", "-", "*", "/")} {Double(d)})",
            2 => $"double({Int(d)})",
            3 => $"(-{Double(d)})",
            _ => $"({Bool(d)} ? {Double(d)} : {Double(d)})",
        };
    }

    internal string Text(int depth) => depth <= 0 || random.Next(2) == 0
        ? Pick("s", "t", "'a'", "'bc'", "''", "'Trường học'")
        : Pick($"({Text(depth - 1)} + {Text(depth - 1)})", $"string({Int(depth - 1)})", $"({Bool(depth - 1)} ? s : t)");

    private string List(int depth) => depth <= 0 || random.Next(2) == 0
        ? Pick("xs", "[]", "[1, 2, 3]", "[i, j]")
        : Pick($"{List(depth - 1)}.map(e, e + {Int(depth - 1)})", $"{List(depth - 1)}.filter(e, {Bool(depth - 1)})", $"({List(depth - 1)} + {List(depth - 1)})");

    internal string Any(int depth) => random.Next(5) switch
    {
        0 => Int(depth),
        1 => Double(depth),
        2 => Text(depth),
        _ => Bool(depth),
    };

    /// <summary>A value for a variable; about one in four is missing.</summary>
    internal CelValue? Value(CelVariable variable) => random.Next(4) == 0 ? null : variable.Type.Name switch
    {
        "int" => CelValue.Int(random.Next(6) switch { 0 => long.MaxValue, 1 => long.MinValue, 2 => 0, _ => random.Next(-20, 20) }),
        "uint" => CelValue.Uint((ulong)random.Next(6)),
        "double" => CelValue.Double(random.Next(6) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => -0.0, _ => random.Next(-8, 8) / 2.0 }),
        "bool" => CelValue.Bool(random.Next(2) == 0),
        "string" => CelValue.String(Pick("a", "bc", "", "Trường học", "🐱", new string('z', 120))),
        "list" => CelValue.List(Enumerable.Range(0, random.Next(4)).Select(n => CelValue.Int(n))),
        "map" => CelValue.Map(new[] { "k", "z" }.Take(random.Next(3)).Select(k => KeyValuePair.Create(CelValue.String(k), CelValue.Int(k.Length)))),
        _ => random.Next(4) switch { 0 => CelValue.Int(1), 1 => CelValue.Double(2), 2 => CelValue.True, _ => CelValue.String("a") },
    };

}
