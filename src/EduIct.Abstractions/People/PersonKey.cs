using System.Diagnostics.CodeAnalysis;
using EduIct.Units;

namespace EduIct.People;

/// <summary>The stable identity of a person in one named code system. It never changes on its own; the ledger's key is (tenant, provider, PersonKey).</summary>
public readonly record struct PersonKey : IComparable<PersonKey>
{
    /// <summary>The identity of a person.</summary>
    /// <param name="system">The system that gave it.</param>
    /// <param name="value">1 to 255 visible characters without blanks, upper and lower case being different.</param>
    /// <exception cref="ArgumentException">No system, or the value is not of this form.</exception>
    public PersonKey(CodeSystem system, string value)
    {
        if (system == default || !UnitCode.IsValue(value))
        {
            throw new ArgumentException($"'{value}' is not a person's key: a system, and 1 to 255 visible characters without blanks.", nameof(value));
        }

        System = system;
        Value = value;
    }

    /// <summary>The system.</summary>
    public CodeSystem System { get; }

    /// <summary>The value in that system.</summary>
    public string Value { get; } = "";

    /// <summary>Reads <c>system:value</c> as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PersonKey key)
    {
        bool good = UnitCode.TryParse(text, out UnitCode code);
        key = good ? new PersonKey(code.System, code.Value) : default;
        return good;
    }

    /// <summary>Ordinal order by system, then by value: the order in which addresses are given and plans are written.</summary>
    public int CompareTo(PersonKey other)
    {
        int bySystem = string.CompareOrdinal(System.Name, other.System.Name);
        return bySystem != 0 ? bySystem : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary><c>system:value</c>.</summary>
    public override string ToString() => $"{System.Name}:{Value}";
}
