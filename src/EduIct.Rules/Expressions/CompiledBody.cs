namespace EduIct.Expressions;

/// <summary>A program as machine code. False where it met something that it leaves to the interpreter: a missing fact that decides, an error. The
/// bits are those of a bool, int, uint or double.</summary>
internal delegate bool CompiledBody(CelValue[] values, Evaluation? evaluation, out long bits);

/// <summary>Many programs as machine code. An outcome stays as it is where the program is left to the interpreter.</summary>
internal delegate void CompiledBatch(CelValue[] values, CelOutcome[] outcomes);

/// <summary>Tests with conditions as machine code; for each a <see cref="RuleNumber"/>.</summary>
internal delegate RuleSigns CompiledRules(CelValue[] values, ref int first);

/// <summary>How a test came out.</summary>
internal static class RuleNumber
{
    /// <summary>The condition is false.</summary>
    internal const int NotCounted = 0;

    internal const int True = 1;

    internal const int False = 2;

    /// <summary>Left to the interpreter: a missing fact, an error.</summary>
    internal const int Left = 3;
}

/// <summary>What happened among many tests.</summary>
[Flags]
internal enum RuleSigns
{
    None = 0,
    SomeFalse = 1,
    SomeLeft = 2,
}
