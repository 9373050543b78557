using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>Many tests as one method that writes down how each came out.</summary>
internal sealed partial class DelegateCompiler
{
    private static readonly MethodInfo PutMethod = ((PutNumberAt)PutNumber).Method;

    private delegate void PutNumberAt(ref int first, int place, int number);

    /// <summary>Code for tests with conditions under which they count, or null for none, in as many pieces as their length needs; none where the platform
    /// has no dynamic code.</summary>
    internal static CompiledRules[] CompileRules((CelProgram? When, CelProgram Test)[] rules)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return [];
        var pieces = new List<CompiledRules>();
        for (int from = 0, to; from < rules.Length; from = to)
        {
            int size = 0;
            for (to = from; to < rules.Length && (to == from || size < CelBatch.MethodSize); to++)
                size += rules[to].Test.Size + (rules[to].When?.Size ?? 0);
            pieces.Add(CompileRules(rules, from, to));
        }

        return [.. pieces];
    }

    private static CompiledRules CompileRules((CelProgram? When, CelProgram Test)[] rules, int from, int to)
    {
        var compiler = new DelegateCompiler();
        ParameterExpression first = Expression.Parameter(typeof(int).MakeByRefType(), "first"), signs = Expression.Variable(typeof(int));
        compiler._locals.Add(signs);
        for (int i = from; i < to; i++)
            compiler.Add(rules[i].When, rules[i].Test, first, i, signs);
        compiler._code.Add(Expression.Convert(signs, typeof(RuleSigns)));
        return Expression.Lambda<CompiledRules>(compiler.Body(), compiler._values, first).Compile();
    }

    private void Add(CelProgram? when, CelProgram test, ParameterExpression first, int place, ParameterExpression signs)
    {
        int start = _code.Count;
        NeedsEvaluation = false;
        LabelTarget applies = Expression.Label(), notCounted = Expression.Label(), yes = Expression.Label(), no = Expression.Label(), end = Expression.Label();
        _startOver = Expression.Label();
        bool canCompile = IsTruth(test) && (when is null || IsTruth(when));
        if (canCompile)
        {
            if (when is not null)
                Branch(when.Plan, applies, notCounted, _startOver);
            _code.Add(Expression.Label(applies));
            Branch(test.Plan, yes, no, _startOver);
        }

        if (!canCompile || NeedsEvaluation)
        {
            _code.RemoveRange(start, _code.Count - start);
            Put(RuleNumber.Left, RuleSigns.SomeLeft);
            return;
        }

        _code.Add(Expression.Label(yes));
        Put(RuleNumber.True, RuleSigns.None);
        _code.Add(Expression.Goto(end));
        _code.Add(Expression.Label(no));
        Put(RuleNumber.False, RuleSigns.SomeFalse);
        _code.Add(Expression.Goto(end));
        if (when is not null)
        {
            _code.Add(Expression.Label(notCounted));
            Put(RuleNumber.NotCounted, RuleSigns.None);
            _code.Add(Expression.Goto(end));
        }

        _code.Add(Expression.Label(_startOver));
        Put(RuleNumber.Left, RuleSigns.SomeLeft);
        _code.Add(Expression.Label(end));

        void Put(int number, RuleSigns sign)
        {
            _code.Add(Expression.Call(PutMethod, first, Expression.Constant(place), Expression.Constant(number)));
            if (sign != RuleSigns.None)
                _code.Add(Expression.OrAssign(signs, Expression.Constant((int)sign)));
        }
    }

    private static bool IsTruth(CelProgram program) => CanCompile(program.Plan, program.Size) && ClrType(program.Plan) == typeof(bool);

    private static void PutNumber(ref int first, int place, int number) => Unsafe.Add(ref first, place) = number;
}
