namespace EduIct.Expressions;

/// <summary>A program as machine code. False where it met something that it leaves to the interpreter: a missing fact that decides, an error. The
/// bits are those of a bool, int, uint or double.</summary>
internal delegate bool CompiledBody(CelValue[] values, Evaluation? evaluation, out long bits);
