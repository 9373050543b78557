using System.Diagnostics.CodeAnalysis;

namespace EduIct.Expressions;

/// <summary>Reads and writes types. Depth is bounded, since types may come from a stranger's declarations.</summary>
internal static class TypeText
{
    private const int MaxDepth = 32;

    internal static string Of(CelType type) => type.Name switch
    {
        "google.protobuf.Timestamp" => "timestamp",
        "google.protobuf.Duration" => "duration",
        CelType.ErrorName => CelType.DynName,
        _ => type.Parameters.Count == 0 ? type.Name : $"{type.Name}({string.Join(", ", type.Parameters)})",
    };

    internal static bool TryParse(string text, [NotNullWhen(true)] out CelType? type)
    {
        int at = 0;
        type = Read(text, ref at, 0);
        return type is not null && at == text.Length;
    }

    private static CelType? Read(string text, ref int at, int depth)
    {
        int start = at;
        while (at < text.Length && (Names.IsIdentifierPart(text[at]) || text[at] == '.'))
            at++;
        string name = text[start..at];
        if (name.Length == 0 || depth > MaxDepth)
            return null;
        var parameters = new List<CelType>();
        if (at < text.Length && text[at] == '(')
        {
            do
            {
                at++;
                while (at < text.Length && text[at] == ' ')
                    at++;
                if (Read(text, ref at, depth + 1) is not { } parameter)
                    return null;
                parameters.Add(parameter);
            }
            while (at < text.Length && text[at] == ',');
            if (at >= text.Length || text[at++] != ')')
                return null;
        }

        return Make(name, parameters);
    }

    private static CelType? Make(string name, List<CelType> parameters) => (name, parameters.Count) switch
    {
        ("dyn", 0) => CelType.Dyn,
        ("null_type", 0) => CelType.Null,
        ("bool", 0) => CelType.Bool,
        ("int", 0) => CelType.Int,
        ("uint", 0) => CelType.Uint,
        ("double", 0) => CelType.Double,
        ("string", 0) => CelType.String,
        ("bytes", 0) => CelType.Bytes,
        ("timestamp" or "google.protobuf.Timestamp", 0) => CelType.Timestamp,
        ("duration" or "google.protobuf.Duration", 0) => CelType.Duration,
        ("type", 0) => CelType.Type,
        ("type", 1) => CelType.TypeOf(parameters[0]),
        ("list", 0) => CelType.AnyList,
        ("map", 0) => CelType.AnyMap,
        ("list", 1) => CelType.List(parameters[0]),
        ("map", 2) => CelType.Map(parameters[0], parameters[1]),
        (CelType.TypeParamName, 1) => CelType.TypeParam(parameters[0].Name),
        ("dyn" or "null_type" or "bool" or "int" or "uint" or "double" or "string" or "bytes" or "timestamp" or "duration"
            or "type" or "list" or "map" or CelType.TypeParamName, _) => null,
        _ => CelType.Opaque(name, [.. parameters]),
    };
}
