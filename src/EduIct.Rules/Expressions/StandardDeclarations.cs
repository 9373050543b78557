namespace EduIct.Expressions;

/// <summary>The overloads of langdef, "Standard Definitions", as the checker sees them.</summary>
internal static class StandardDeclarations
{
    private static readonly string[] Ordered = ["bool", "int", "uint", "double", "string", "bytes", "timestamp", "duration"];
    private static readonly string[] DateParts =
        ["getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek", "getHours", "getMinutes", "getSeconds", "getMilliseconds"];

    internal static string[] Signatures { get; } =
    [
        "!_ bool -> bool", "-_ int -> int", "-_ double -> double",
        "_==_ A A -> bool", "_!=_ A A -> bool",
        .. Ordered.SelectMany(t => new[] { "_<_", "_<=_", "_>_", "_>=_" }.Select(o => $"{o} {t} {t} -> bool")),
        .. new[] { "int", "uint", "double" }.SelectMany(t => new[] { "_+_", "_-_", "_*_", "_/_" }.Select(o => $"{o} {t} {t} -> {t}")),
        "_%_ int int -> int", "_%_ uint uint -> uint",
        "_+_ string string -> string", "_+_ bytes bytes -> bytes", "_+_ list(A) list(A) -> list(A)",
        "_+_ timestamp duration -> timestamp", "_+_ duration timestamp -> timestamp", "_+_ duration duration -> duration",
        "_-_ timestamp timestamp -> duration", "_-_ timestamp duration -> timestamp", "_-_ duration duration -> duration",
        "@in A list(A) -> bool", "@in A map(A,B) -> bool",
        "_[_] list(A) int -> A", "_[_] map(A,B) A -> B",
        .. new[] { "string", "bytes", "list(A)", "map(A,B)" }.SelectMany(t => new[] { $"size {t} -> int", $".size {t} -> int" }),
        ".contains string string -> bool", ".startsWith string string -> bool", ".endsWith string string -> bool",
        "matches string string -> bool", ".matches string string -> bool",
        "bool bool -> bool", "bool string -> bool", "bytes bytes -> bytes", "bytes string -> bytes",
        "double double -> double", "double int -> double", "double uint -> double", "double string -> double",
        "int int -> int", "int uint -> int", "int double -> int", "int string -> int", "int timestamp -> int",
        "uint uint -> uint", "uint int -> uint", "uint double -> uint", "uint string -> uint",
        .. new[] { "string", "bool", "int", "uint", "double", "bytes", "timestamp", "duration" }.Select(t => $"string {t} -> string"),
        "duration duration -> duration", "duration string -> duration",
        "timestamp timestamp -> timestamp", "timestamp string -> timestamp", "timestamp int -> timestamp",
        "dyn A -> dyn", "type A -> type(A)",
        .. DateParts.SelectMany(p => new[] { $".{p} timestamp -> int", $".{p} timestamp string -> int" }),
        ".getHours duration -> int", ".getMinutes duration -> int", ".getSeconds duration -> int", ".getMilliseconds duration -> int",
    ];

    /// <summary>The names that are types (langdef, "Types and Conversions").</summary>
    internal static IReadOnlyDictionary<string, CelType> Types { get; } = new Dictionary<string, CelType>
    {
        ["bool"] = CelType.Bool,
        ["int"] = CelType.Int,
        ["uint"] = CelType.Uint,
        ["double"] = CelType.Double,
        ["string"] = CelType.String,
        ["bytes"] = CelType.Bytes,
        ["list"] = CelType.AnyList,
        ["map"] = CelType.AnyMap,
        ["null_type"] = CelType.Null,
        ["type"] = CelType.Type,
        [CelType.Timestamp.Name] = CelType.Timestamp,
        [CelType.Duration.Name] = CelType.Duration,
    };
}
