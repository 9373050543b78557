namespace EduIct.Expressions;

/// <summary>Why an evaluation failed. Two errors are equal when they have the same code and detail.</summary>
/// <param name="Code">A stable word: <c>no_matching_overload</c>, <c>no_such_field</c>, <c>no_such_key</c>, <c>invalid_index</c>,
/// <c>divide_by_zero</c>, <c>overflow</c>, <c>invalid_argument</c>, <c>undeclared</c>, <c>duplicate_key</c>, <c>limit</c>.</param>
/// <param name="Detail">In English: the operator or function, and the offending value.</param>
public sealed record CelError(string Code, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Detail}";
}
