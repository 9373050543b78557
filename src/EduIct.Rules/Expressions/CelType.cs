using System.Diagnostics.CodeAnalysis;

namespace EduIct.Expressions;

/// <summary>
/// A type as the checker sees it (langdef, "Values" and "Gradual Type Checking"): a name and parameters. Written as
/// <c>int</c>, <c>list(string)</c>, <c>map(string, dyn)</c>, <c>timestamp</c>, <c>type(int)</c>, <c>typeParam(T)</c>; any other name is an
/// opaque type, which only declared functions can make.
/// </summary>
public sealed class CelType : IEquatable<CelType>
{
    internal const string DynName = "dyn";
    internal const string TypeParamName = "typeParam";
    internal const string ErrorName = "*error*";

    private CelType(string name, params CelType[] parameters)
    {
        Name = name;
        Parameters = parameters;
    }

    /// <summary><c>dyn</c>: checked when evaluated.</summary>
    public static CelType Dyn { get; } = new(DynName);

    /// <summary><c>null_type</c>.</summary>
    public static CelType Null { get; } = new("null_type");

    /// <summary><c>bool</c>.</summary>
    public static CelType Bool { get; } = new("bool");

    /// <summary><c>int</c>.</summary>
    public static CelType Int { get; } = new("int");

    /// <summary><c>uint</c>.</summary>
    public static CelType Uint { get; } = new("uint");

    /// <summary><c>double</c>.</summary>
    public static CelType Double { get; } = new("double");

    /// <summary><c>string</c>.</summary>
    public static CelType String { get; } = new("string");

    /// <summary><c>bytes</c>.</summary>
    public static CelType Bytes { get; } = new("bytes");

    /// <summary><c>google.protobuf.Timestamp</c>, written <c>timestamp</c>.</summary>
    public static CelType Timestamp { get; } = new("google.protobuf.Timestamp");

    /// <summary><c>google.protobuf.Duration</c>, written <c>duration</c>.</summary>
    public static CelType Duration { get; } = new("google.protobuf.Duration");

    /// <summary><c>type</c>, of whatever.</summary>
    public static CelType Type { get; } = new("type");

    /// <summary><c>list(</c><paramref name="item"/><c>)</c>.</summary>
    public static CelType List(CelType item) => new("list", item);

    /// <summary><c>map(</c><paramref name="key"/><c>, </c><paramref name="value"/><c>)</c>.</summary>
    public static CelType Map(CelType key, CelType value) => new("map", key, value);

    /// <summary>A type that only declared functions can make, such as <c>optional_type(int)</c>.</summary>
    public static CelType Opaque(string name, params CelType[] parameters) => new(name, parameters);

    /// <summary>A parameter that a call fills with whatever type its argument has.</summary>
    public static CelType TypeParam(string name) => new(TypeParamName, new CelType(name));

    /// <summary>The name without parameters, as <c>type()</c> shows it.</summary>
    public string Name { get; }

    /// <summary>What stands in parentheses.</summary>
    public IReadOnlyList<CelType> Parameters { get; }

    internal static CelType ErrorType { get; } = new(ErrorName);

    internal static CelType AnyList { get; } = new("list", Dyn);

    internal static CelType AnyMap { get; } = new("map", Dyn, Dyn);

    internal static CelType TypeOf(CelType inner) => new("type", inner);

    internal bool IsDyn => Name == DynName;

    internal bool IsError => Name == ErrorName;

    internal bool IsTypeParam => Name == TypeParamName;

    internal CelType With(CelType[] parameters) => new(Name, parameters);

    /// <summary>Reads a type as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CelType? type) => TypeText.TryParse(text, out type);

    /// <summary>Reads a type as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="FormatException">The text is no type.</exception>
    public static CelType Parse(string text) => TryParse(text, out CelType? type) ? type : throw new FormatException($"No type: {text}");

    /// <summary>The type of a value. Lists and maps are of <c>dyn</c>, since their items need not agree.</summary>
    public static CelType Of(CelValue value) => value.Kind switch
    {
        CelKind.Null => Null,
        CelKind.Bool => Bool,
        CelKind.Int => Int,
        CelKind.Uint => Uint,
        CelKind.Double => Double,
        CelKind.String => String,
        CelKind.Bytes => Bytes,
        CelKind.List => AnyList,
        CelKind.Map => AnyMap,
        CelKind.Type => Type,
        CelKind.Timestamp => Timestamp,
        CelKind.Duration => Duration,
        _ => Dyn,
    };

    /// <summary>True when a fact declared with this type may have the value; items of lists and maps are not looked at.</summary>
    public bool Admits(CelValue value) => IsDyn || IsTypeParam || Of(value).Name == Name;

    /// <inheritdoc/>
    public bool Equals(CelType? other) =>
        ReferenceEquals(this, other) || (other is not null && Name == other.Name && Parameters.SequenceEqual(other.Parameters));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CelType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Parameters.Count);

    /// <inheritdoc/>
    public override string ToString() => TypeText.Of(this);
}
