namespace EduIct.Expressions;

internal delegate CelValue UnaryBody(CelValue argument, Evaluation evaluation);

internal delegate CelValue BinaryBody(CelValue left, CelValue right, Evaluation evaluation);

internal delegate CelValue GeneralBody(CelValue[] arguments, Evaluation evaluation);

/// <summary>What a function does with arguments of which none is an error or unknown; one body serves all overloads of an arity.</summary>
internal sealed record FunctionBody(UnaryBody? Unary = null, BinaryBody? Binary = null, GeneralBody? General = null)
{
    internal static CelValue NoOverload(string function, params ReadOnlySpan<CelValue> arguments)
    {
        string kinds = string.Join(", ", arguments.ToArray().Select(a => CelType.Of(a).Name));
        return CelValue.Fail("no_matching_overload", $"{function}({kinds})");
    }

    internal static FunctionBody Of(CelFunction[] overloads) => new(General: (arguments, _) =>
    {
        foreach (CelFunction overload in overloads)
        {
            if (overload.Body is { } body && overload.Parameters.Count == arguments.Length
                && overload.Parameters.Zip(arguments).All(pair => pair.First.Admits(pair.Second)))
                return body(arguments);
        }

        return NoOverload(overloads[0].Name, arguments);
    });
}
