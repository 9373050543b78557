namespace EduIct.Expressions;

/// <summary>The bodies of the standard operators and functions (langdef, "Standard Definitions"); conversions stand in <see cref="Conversions"/>,
/// dates in <see cref="TimeLibrary"/>.</summary>
internal static class StandardLibrary
{
    internal const string Matches = "matches";

    internal static Dictionary<string, FunctionBody> Bodies { get; } = new(Conversions.Bodies.Concat(TimeLibrary.Bodies))
    {
        [Operators.Not] = new(Unary: (a, _) => a.Kind == CelKind.Bool ? CelValue.Bool(!a.BoolUnchecked) : FunctionBody.NoOverload("!_", a)),
        [Operators.Negate] = new(Unary: (a, _) => Negate(a)),
        [Operators.Equal] = new(Binary: (a, b, e) => CelValue.Bool(Equality.AreEqual(a, b, e))),
        [Operators.NotEqual] = new(Binary: (a, b, e) => CelValue.Bool(!Equality.AreEqual(a, b, e))),
        [Operators.Less] = new(Binary: (a, b, e) => Ordered(Operators.Less, a, b, e)),
        [Operators.LessOrEqual] = new(Binary: (a, b, e) => Ordered(Operators.LessOrEqual, a, b, e)),
        [Operators.Greater] = new(Binary: (a, b, e) => Ordered(Operators.Greater, a, b, e)),
        [Operators.GreaterOrEqual] = new(Binary: (a, b, e) => Ordered(Operators.GreaterOrEqual, a, b, e)),
        [Operators.Add] = new(Binary: Add),
        [Operators.Subtract] = new(Binary: Subtract),
        [Operators.Multiply] = new(Binary: Multiply),
        [Operators.Divide] = new(Binary: Divide),
        [Operators.Remainder] = new(Binary: Remainder),
        [Operators.In] = new(Binary: In),
        [Operators.Index] = new(Binary: PathPlan.At),
        ["size"] = new(Unary: Size),
        ["contains"] = new(Binary: (a, b, e) => OnText("contains", a, b, e, static (s, t) => s.Contains(t, StringComparison.Ordinal))),
        ["startsWith"] = new(Binary: (a, b, e) => OnText("startsWith", a, b, e, static (s, t) => s.StartsWith(t, StringComparison.Ordinal))),
        ["endsWith"] = new(Binary: (a, b, e) => OnText("endsWith", a, b, e, static (s, t) => s.EndsWith(t, StringComparison.Ordinal))),
        [Matches] = new(Binary: MatchesPattern),
    };

    internal static CelValue Overflow(string function, CelValue left, CelValue right) =>
        CelValue.Fail("overflow", $"{function}: {left}, {right}");

    internal static CelValue Negate(CelValue a) => a.Kind switch
    {
        CelKind.Int => a.Bits == long.MinValue ? CelValue.Fail("overflow", $"-({a})") : CelValue.Int(-a.Bits),
        CelKind.Double => CelValue.Double(-a.DoubleUnchecked),
        _ => FunctionBody.NoOverload("-_", a),
    };

    private static CelValue Ordered(string function, CelValue a, CelValue b, Evaluation evaluation)
    {
        if (a.Kind == CelKind.String && b.Kind == CelKind.String)
            evaluation.ChargeText(Math.Min(a.StringUnchecked.Length, b.StringUnchecked.Length));
        if (Equality.Compare(a, b) is not { } order)
            return FunctionBody.NoOverload(function, a, b);
        return CelValue.Bool(function switch
        {
            Operators.Less => order == -1,
            Operators.LessOrEqual => order is -1 or 0,
            Operators.Greater => order == 1,
            _ => order is 1 or 0,
        });
    }

    private static CelValue Add(CelValue a, CelValue b, Evaluation evaluation)
    {
        switch (a.Kind, b.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                long sum = unchecked(a.Bits + b.Bits);
                return ((a.Bits ^ sum) & (b.Bits ^ sum)) < 0 ? Overflow("_+_", a, b) : CelValue.Int(sum);
            case (CelKind.Uint, CelKind.Uint):
                ulong total = unchecked((ulong)a.Bits + (ulong)b.Bits);
                return total < (ulong)a.Bits ? Overflow("_+_", a, b) : CelValue.Uint(total);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(a.DoubleUnchecked + b.DoubleUnchecked);
            case (CelKind.String, CelKind.String):
                evaluation.ChargeText((long)a.StringUnchecked.Length + b.StringUnchecked.Length);
                return CelValue.String(a.StringUnchecked + b.StringUnchecked);
            case (CelKind.Bytes, CelKind.Bytes):
                evaluation.ChargeText((long)a.BytesUnchecked.Length + b.BytesUnchecked.Length);
                return CelValue.FromBytes([.. a.BytesUnchecked, .. b.BytesUnchecked]);
            case (CelKind.List, CelKind.List):
                evaluation.Charge((long)a.ListUnchecked.Length + b.ListUnchecked.Length);
                return CelValue.FromList([.. a.ListUnchecked, .. b.ListUnchecked]);
            default:
                return TimeLibrary.Add(a, b);
        }
    }

    private static CelValue Subtract(CelValue a, CelValue b, Evaluation evaluation)
    {
        switch (a.Kind, b.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                long difference = unchecked(a.Bits - b.Bits);
                return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) < 0 ? Overflow("_-_", a, b) : CelValue.Int(difference);
            case (CelKind.Uint, CelKind.Uint):
                return (ulong)a.Bits < (ulong)b.Bits ? Overflow("_-_", a, b) : CelValue.Uint((ulong)a.Bits - (ulong)b.Bits);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(a.DoubleUnchecked - b.DoubleUnchecked);
            default:
                return TimeLibrary.Subtract(a, b);
        }
    }

    private static CelValue Multiply(CelValue a, CelValue b, Evaluation evaluation)
    {
        switch (a.Kind, b.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                long high = Math.BigMul(a.Bits, b.Bits, out long low);
                return high != low >> 63 ? Overflow("_*_", a, b) : CelValue.Int(low);
            case (CelKind.Uint, CelKind.Uint):
                ulong top = Math.BigMul((ulong)a.Bits, (ulong)b.Bits, out ulong bottom);
                return top != 0 ? Overflow("_*_", a, b) : CelValue.Uint(bottom);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(a.DoubleUnchecked * b.DoubleUnchecked);
            default:
                return FunctionBody.NoOverload("_*_", a, b);
        }
    }

    private static CelValue Divide(CelValue a, CelValue b, Evaluation evaluation) => (a.Kind, b.Kind) switch
    {
        (CelKind.Double, CelKind.Double) => CelValue.Double(a.DoubleUnchecked / b.DoubleUnchecked),
        (CelKind.Int, CelKind.Int) or (CelKind.Uint, CelKind.Uint) when b.Bits == 0 => CelValue.Fail("divide_by_zero", $"{a} / {b}"),
        (CelKind.Int, CelKind.Int) when a.Bits == long.MinValue && b.Bits == -1 => Overflow("_/_", a, b),
        (CelKind.Int, CelKind.Int) => CelValue.Int(a.Bits / b.Bits),
        (CelKind.Uint, CelKind.Uint) => CelValue.Uint((ulong)a.Bits / (ulong)b.Bits),
        _ => FunctionBody.NoOverload("_/_", a, b),
    };

    private static CelValue Remainder(CelValue a, CelValue b, Evaluation evaluation) => (a.Kind, b.Kind) switch
    {
        (CelKind.Int, CelKind.Int) or (CelKind.Uint, CelKind.Uint) when b.Bits == 0 => CelValue.Fail("divide_by_zero", $"{a} % {b}"),
        (CelKind.Int, CelKind.Int) when a.Bits == long.MinValue && b.Bits == -1 => Overflow("_%_", a, b),
        (CelKind.Int, CelKind.Int) => CelValue.Int(a.Bits % b.Bits),
        (CelKind.Uint, CelKind.Uint) => CelValue.Uint((ulong)a.Bits % (ulong)b.Bits),
        _ => FunctionBody.NoOverload("_%_", a, b),
    };

    private static CelValue In(CelValue item, CelValue container, Evaluation evaluation)
    {
        if (container.Kind == CelKind.Map)
        {
            if (item.Kind == CelKind.String)
                evaluation.ChargeText(item.StringUnchecked.Length);
            return CelValue.Bool(container.MapUnchecked.TryGet(item, out _));
        }

        if (container.Kind != CelKind.List)
            return FunctionBody.NoOverload(Operators.In, item, container);
        evaluation.ChargeItems(container.ListUnchecked.Length);
        foreach (CelValue candidate in container.ListUnchecked)
            if (Equality.AreEqual(item, candidate, evaluation))
                return CelValue.True;
        return CelValue.False;
    }

    private static CelValue Size(CelValue a, Evaluation evaluation)
    {
        switch (a.Kind)
        {
            case CelKind.String:
                evaluation.ChargeText(a.StringUnchecked.Length);
                return CelValue.Int(CodePoints.Count(a.StringUnchecked));
            case CelKind.Bytes:
                return CelValue.Int(a.BytesUnchecked.Length);
            case CelKind.List:
                return CelValue.Int(a.ListUnchecked.Length);
            case CelKind.Map:
                return CelValue.Int(a.MapUnchecked.Count);
            default:
                return FunctionBody.NoOverload("size", a);
        }
    }

    private static CelValue OnText(string function, CelValue a, CelValue b, Evaluation evaluation, Func<string, string, bool> test)
    {
        if (a.Kind != CelKind.String || b.Kind != CelKind.String)
            return FunctionBody.NoOverload(function, a, b);
        evaluation.ChargeText(Math.Max((long)a.StringUnchecked.Length, b.StringUnchecked.Length));
        return CelValue.Bool(test(a.StringUnchecked, b.StringUnchecked));
    }

    private static CelValue MatchesPattern(CelValue text, CelValue pattern, Evaluation evaluation)
    {
        if (text.Kind != CelKind.String || pattern.Kind != CelKind.String)
            return FunctionBody.NoOverload(Matches, text, pattern);
        evaluation.Charge(pattern.StringUnchecked.Length);
        if (!RegexParser.TryParse(pattern.StringUnchecked, evaluation.Facts.Environment.Limits.RegexSize, out RegexProgram? regex, out string fault))
            return CelValue.Fail("invalid_argument", $"{pattern} is not RE2: {fault}");
        evaluation.Charge(regex.Size);
        return CelValue.Bool(regex.IsMatch(text.StringUnchecked, evaluation));
    }
}
