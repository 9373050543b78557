namespace EduIct.Expressions;

/// <summary>What a <see cref="CelValue"/> holds (langdef, "Values"); errors and unknowns are values too.</summary>
public enum CelKind : byte
{
    /// <summary><c>null</c>, the only value of <c>null_type</c>; also <c>default(CelValue)</c>.</summary>
    Null,

    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>int</c>: 64 bits, signed.</summary>
    Int,

    /// <summary><c>uint</c>: 64 bits, unsigned.</summary>
    Uint,

    /// <summary><c>double</c>: IEEE 754, 64 bits.</summary>
    Double,

    /// <summary><c>string</c>: Unicode code points.</summary>
    String,

    /// <summary><c>bytes</c>.</summary>
    Bytes,

    /// <summary><c>list</c>.</summary>
    List,

    /// <summary><c>map</c>, with keys of bool, int, uint or string.</summary>
    Map,

    /// <summary><c>type</c>: the type of a value, itself a value.</summary>
    Type,

    /// <summary><c>google.protobuf.Timestamp</c>: years 1 to 9999, to the nanosecond.</summary>
    Timestamp,

    /// <summary><c>google.protobuf.Duration</c>: a 64-bit count of nanoseconds, about ±292 years.</summary>
    Duration,

    /// <summary>Nobody has reported a fact that the value depends on.</summary>
    Unknown,

    /// <summary>The evaluation failed.</summary>
    Error,
}
