using System.Diagnostics.CodeAnalysis;

namespace EduIct.Units;

/// <summary>A unit's code in one named system. Opaque: its digits are never read for meaning.</summary>
public readonly record struct UnitCode : IComparable<UnitCode>
{
    /// <summary>A code of a system.</summary>
    /// <param name="system">The system that gave the code.</param>
    /// <param name="value">1 to 255 visible characters without blanks, upper and lower case being different (OneRoster 1.2: sourcedId).</param>
    /// <exception cref="ArgumentException">No system, or the value is not of this form.</exception>
    public UnitCode(CodeSystem system, string value)
    {
        if (system == default || !IsValue(value))
        {
            throw new ArgumentException($"'{value}' is not a unit code: a system, and 1 to 255 visible characters without blanks.", nameof(value));
        }

        System = system;
        Value = value;
    }

    /// <summary>The system.</summary>
    public CodeSystem System { get; }

    /// <summary>The code itself.</summary>
    public string Value { get; } = "";

    /// <summary>Reads <c>system:value</c> as <see cref="ToString"/> writes it (<c>vendor:NAME:value</c> for a vendor's system).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UnitCode code)
    {
        code = default;
        if (text is null)
        {
            return false;
        }

        int colon = text.IndexOf(':', text.StartsWith("vendor:", StringComparison.Ordinal) ? 7 : 0);
        if (colon <= 0 || !CodeSystem.TryParse(text[..colon], out CodeSystem system) || !IsValue(text[(colon + 1)..]))
        {
            return false;
        }

        code = new UnitCode(system, text[(colon + 1)..]);
        return true;
    }

    /// <summary>Whether a text can be the value of a code.</summary>
    public static bool IsValue([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= 255 } && !value.AsSpan().ContainsAnyInRange('\0', ' ') && value.All(c => !char.IsControl(c) && !char.IsWhiteSpace(c));

    /// <summary>Ordinal order by system, then by value; for stable output, it means nothing else.</summary>
    public int CompareTo(UnitCode other)
    {
        int bySystem = string.CompareOrdinal(System.Name, other.System.Name);
        return bySystem != 0 ? bySystem : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary><c>system:value</c>.</summary>
    public override string ToString() => $"{System.Name}:{Value}";
}
