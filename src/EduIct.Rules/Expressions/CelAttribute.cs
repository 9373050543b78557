using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>
/// The path of a fact: a variable, then keys and indices (<c>rooms[3].area</c>). As a pattern of what is unknown, a step may be
/// the wildcard <c>*</c>, which stands for any one key or index (<c>rooms.*.area</c>, <c>rooms[*].area</c>).
/// </summary>
public sealed class CelAttribute : IEquatable<CelAttribute>, IComparable<CelAttribute>
{
    private readonly CelValue?[] _steps;

    /// <summary>Makes a path.</summary>
    /// <param name="variable">The full name of the variable, dots included.</param>
    /// <param name="steps">Keys (string, int, uint, bool) and indices (int) in order; null is the wildcard.</param>
    public CelAttribute(string variable, params ReadOnlySpan<CelValue?> steps)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        Variable = variable;
        _steps = steps.ToArray();
    }

    /// <summary>The full name of the variable, dots included.</summary>
    public string Variable { get; }

    /// <summary>The keys and indices in order; null is the wildcard.</summary>
    public IReadOnlyList<CelValue?> Steps => _steps;

    internal ReadOnlySpan<CelValue?> StepSpan => _steps;

    /// <summary>Reads a path as <see cref="ToString"/> writes it. The longest of <paramref name="variables"/> that the text begins with
    /// is the variable, so that a dotted name is told from a key.</summary>
    /// <returns>False when the text is no path or begins with none of the variables.</returns>
    public static bool TryParse(string text, IEnumerable<string> variables, [NotNullWhen(true)] out CelAttribute? attribute) =>
        AttributeText.TryParse(text, variables, out attribute);

    /// <inheritdoc/>
    public bool Equals(CelAttribute? other) =>
        other is not null && Variable == other.Variable && _steps.AsSpan().SequenceEqual(other._steps);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CelAttribute);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variable, _steps.Length);

    /// <inheritdoc/>
    public int CompareTo(CelAttribute? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>The path as text: <c>.key</c> where the key is an identifier, else <c>["key"]</c>, <c>[3]</c>, <c>[3u]</c>, <c>[true]</c>;
    /// the wildcard is <c>.*</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Variable);
        foreach (CelValue? step in _steps)
        {
            if (step is not { } key)
                text.Append(".*");
            else if (key.Kind == CelKind.String && Names.IsIdentifier(key.StringUnchecked))
                text.Append('.').Append(key.StringUnchecked);
            else
                text.Append(CultureInfo.InvariantCulture, $"[{key}]");
        }

        return text.ToString();
    }
}
