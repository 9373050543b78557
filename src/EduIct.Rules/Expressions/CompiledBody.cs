namespace EduIct.Expressions;

/// <summary>A program as machine code. False where it met something that it leaves to the interpreter: a missing fact that decides, an error. The
/// bits are those of a bool, int, uint or double.</summary>
internal delegate bool CompiledBody(CelValue[] values, Evaluation? evaluation, out long bits);

/// <summary>Many programs as machine code. An outcome stays as it is where the program is left to the interpreter.</summary>
internal delegate void CompiledBatch(CelValue[] values, CelOutcome[] outcomes);
