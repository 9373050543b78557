namespace EduIct.Expressions;

/// <summary>The math extension as cel-go documents it (<c>ext/README.md</c>, version 2).</summary>
internal static class MathLibrary
{
    internal const string Min = "math.@min";
    internal const string Max = "math.@max";

    private static readonly string[] Numeric = ["int", "uint", "double"];

    internal static string[] Signatures { get; } =
    [
        .. new[] { Min, Max }.SelectMany(f => Numeric.SelectMany(t => new[] { $"{f} {t} -> {t}", $"{f} list({t}) -> {t}" }
            .Concat(Numeric.Select(u => $"{f} {t} {u} -> {(t == u ? t : "dyn")}")))),
        "math.ceil double -> double", "math.floor double -> double", "math.round double -> double", "math.trunc double -> double",
        "math.isInf double -> bool", "math.isNaN double -> bool", "math.isFinite double -> bool",
        .. Numeric.SelectMany(t => new[] { $"math.abs {t} -> {t}", $"math.sign {t} -> {t}", $"math.sqrt {t} -> double" }),
        .. new[] { "int", "uint" }.SelectMany(t => new[]
        {
            $"math.bitAnd {t} {t} -> {t}", $"math.bitOr {t} {t} -> {t}", $"math.bitXor {t} {t} -> {t}", $"math.bitNot {t} -> {t}",
            $"math.bitShiftLeft {t} int -> {t}", $"math.bitShiftRight {t} int -> {t}",
        }),
    ];

    internal static Dictionary<string, FunctionBody> Bodies { get; } = new()
    {
        [Min] = new(Unary: (a, e) => Extreme(Min, -1, a, e), Binary: (a, b, _) => Pair(Min, -1, a, b)),
        [Max] = new(Unary: (a, e) => Extreme(Max, 1, a, e), Binary: (a, b, _) => Pair(Max, 1, a, b)),
        ["math.ceil"] = Real("math.ceil", x => CelValue.Double(Math.Ceiling(x))),
        ["math.floor"] = Real("math.floor", x => CelValue.Double(Math.Floor(x))),
        ["math.round"] = Real("math.round", x => CelValue.Double(Math.Round(x, MidpointRounding.AwayFromZero))),
        ["math.trunc"] = Real("math.trunc", x => CelValue.Double(Math.Truncate(x))),
        ["math.isInf"] = Real("math.isInf", x => CelValue.Bool(double.IsInfinity(x))),
        ["math.isNaN"] = Real("math.isNaN", x => CelValue.Bool(double.IsNaN(x))),
        ["math.isFinite"] = Real("math.isFinite", x => CelValue.Bool(double.IsFinite(x))),
        ["math.abs"] = new(Unary: (a, _) => Abs(a)),
        ["math.sign"] = new(Unary: (a, _) => Sign(a)),
        ["math.sqrt"] = new(Unary: (a, _) => a.IsNumber
            ? CelValue.Double(Math.Sqrt(Conversions.ToDouble(a).DoubleUnchecked)) : FunctionBody.NoOverload("math.sqrt", a)),
        ["math.bitAnd"] = Bits("math.bitAnd", (a, b) => a & b),
        ["math.bitOr"] = Bits("math.bitOr", (a, b) => a | b),
        ["math.bitXor"] = Bits("math.bitXor", (a, b) => a ^ b),
        ["math.bitNot"] = new(Unary: (a, _) => a.Kind is CelKind.Int or CelKind.Uint
            ? CelValue.FromBits(a.Kind, ~a.Bits) : FunctionBody.NoOverload("math.bitNot", a)),
        ["math.bitShiftLeft"] = Shift("math.bitShiftLeft", (bits, by) => bits << by),
        ["math.bitShiftRight"] = Shift("math.bitShiftRight", (bits, by) => bits >>> by),
    };

    private static FunctionBody Real(string function, Func<double, CelValue> compute) =>
        new(Unary: (a, _) => a.Kind == CelKind.Double ? compute(a.DoubleUnchecked) : FunctionBody.NoOverload(function, a));

    private static FunctionBody Bits(string function, Func<long, long, long> compute) =>
        new(Binary: (a, b, _) => a.Kind == b.Kind && a.Kind is CelKind.Int or CelKind.Uint
            ? CelValue.FromBits(a.Kind, compute(a.Bits, b.Bits)) : FunctionBody.NoOverload(function, a, b));

    private static FunctionBody Shift(string function, Func<long, int, long> compute) => new(Binary: (a, b, _) =>
    {
        if (a.Kind is not (CelKind.Int or CelKind.Uint) || b.Kind != CelKind.Int)
            return FunctionBody.NoOverload(function, a, b);
        if (b.Bits < 0)
            return CelValue.Fail("invalid_argument", $"{function}: the shift {b} is negative");
        return CelValue.FromBits(a.Kind, b.Bits >= 64 ? 0 : compute(a.Bits, (int)b.Bits));
    });

    /// <summary>Of two equal numbers the first; where NaN leaves no order, too.</summary>
    private static CelValue Pair(string function, int wanted, CelValue a, CelValue b)
    {
        if (!a.IsNumber || !b.IsNumber)
            return FunctionBody.NoOverload(function, a, b);
        return Numbers.Compare(b, a) == wanted ? b : a;
    }

    private static CelValue Extreme(string function, int wanted, CelValue a, Evaluation evaluation)
    {
        if (a.IsNumber)
            return a;
        if (a.Kind != CelKind.List)
            return FunctionBody.NoOverload(function, a);
        if (a.ListUnchecked.Length == 0)
            return CelValue.Fail("invalid_argument", $"{function}: the list is empty");
        evaluation.Charge(a.ListUnchecked.Length);
        CelValue best = a.ListUnchecked[0];
        foreach (CelValue item in a.ListUnchecked)
        {
            best = Pair(function, wanted, best, item);
            if (best.Kind == CelKind.Error)
                return best;
        }

        return best;
    }

    private static CelValue Abs(CelValue a) => a.Kind switch
    {
        CelKind.Uint => a,
        CelKind.Double => CelValue.Double(Math.Abs(a.DoubleUnchecked)),
        CelKind.Int => a.Bits == long.MinValue ? CelValue.Fail("overflow", $"math.abs({a})") : CelValue.Int(Math.Abs(a.Bits)),
        _ => FunctionBody.NoOverload("math.abs", a),
    };

    private static CelValue Sign(CelValue a) => a.Kind switch
    {
        CelKind.Int => CelValue.Int(Math.Sign(a.Bits)),
        CelKind.Uint => CelValue.Uint(a.Bits == 0 ? 0ul : 1ul),
        CelKind.Double => double.IsNaN(a.DoubleUnchecked) ? a : CelValue.Double(Math.Sign(a.DoubleUnchecked)),
        _ => FunctionBody.NoOverload("math.sign", a),
    };
}
