namespace EduIct.Guardians;

/// <summary>The result of one subject.</summary>
/// <param name="Subject">The subject, e.g. <c>Toán</c>.</param>
/// <param name="Result">The result as it is to be read, e.g. <c>9,5</c> or <c>Đạt</c>.</param>
public sealed record SubjectResult(string Subject, string Result)
{
    /// <summary>The subject alone.</summary>
    public override string ToString() => Subject;
}
