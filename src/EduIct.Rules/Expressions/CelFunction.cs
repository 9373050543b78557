namespace EduIct.Expressions;

/// <summary>One overload of a function that the host adds (langdef, "Extension Functions"). It must have no side effects.</summary>
/// <param name="Name">The full name, dots included.</param>
/// <param name="IsMember">True for <c>a.f(b)</c>, where <c>a</c> is the first parameter; false for <c>f(a, b)</c>.</param>
/// <param name="Parameters">The types of the arguments, the receiver first.</param>
/// <param name="Result">The type of what it returns.</param>
/// <param name="Body">Called with arguments that the parameters admit, none of them an error or unknown; may return either. Null declares the
/// function for the checker only: a call evaluates to the error <c>no_matching_overload</c>. What it throws reaches the caller of the
/// evaluation.</param>
public sealed record CelFunction(
    string Name, bool IsMember, IReadOnlyList<CelType> Parameters, CelType Result, Func<IReadOnlyList<CelValue>, CelValue>? Body = null)
{
    /// <summary>Reads <c>name T1 T2 -&gt; R</c>, with a dot before the name of a member; capital letters are type parameters.</summary>
    internal static CelFunction Read(string signature)
    {
        string[] words = signature.Split(' ');
        CelType[] types = [.. words.Skip(1).Where(w => w != "->").Select(w => Parameterise(CelType.Parse(w)))];
        bool member = words[0].StartsWith('.');
        return new CelFunction(member ? words[0][1..] : words[0], member, types[..^1], types[^1]);
    }

    private static CelType Parameterise(CelType type) =>
        type.Parameters.Count == 0
            ? type.Name.Length == 1 ? CelType.TypeParam(type.Name) : type
            : type.With([.. type.Parameters.Select(Parameterise)]);
}
