using System.Diagnostics.CodeAnalysis;

namespace EduIct.Units;

/// <summary>
/// The system that gives out codes, for units and for people. A code means nothing without it, and codes of two systems are never equal.
/// Open: any lower-case name works, the known ones are named here. The default value is not a system.
/// </summary>
public readonly record struct CodeSystem
{
    private readonly string? _name;

    /// <summary>Names the system.</summary>
    /// <param name="name">1 to 64 characters: <c>a–z 0–9 - _ .</c>, and one colon after <c>vendor</c> (<c>vendor:NAME</c>). Upper case is folded.</param>
    /// <exception cref="ArgumentException">The name is not of this form.</exception>
    public CodeSystem(string name)
    {
        _name = TryNormalize(name, out string? normal)
            ? normal
            : throw new ArgumentException($"'{name}' does not name a code system: a–z 0–9 - _ . (as in 'moet' or 'vendor:NAME').", nameof(name));
    }

    /// <summary>Codes of the ministry's education database (mã định danh Bộ GD&amp;ĐT).</summary>
    public static CodeSystem Moet { get; } = new("moet");

    /// <summary>The <c>sourcedId</c> of a OneRoster set (OneRoster 1.1 and 1.2, CSV binding).</summary>
    public static CodeSystem OneRoster { get; } = new("oneroster");

    /// <summary>Personal identification number (số định danh cá nhân), 12 digits, Decree 137/2015/NĐ-CP article 13.</summary>
    public static CodeSystem Citizen { get; } = new("citizen");

    /// <summary>Administrative units of the General Statistics Office, in the state of the day (since 1 July 2025: Decision 19/2025/QĐ-TTg).</summary>
    public static CodeSystem Gso { get; } = new("gso");

    /// <summary>The product's own codes for the ministry and its departments, which no public list numbers.</summary>
    public static CodeSystem EduIct { get; } = new("eduict");

    /// <summary>A vendor's own numbering.</summary>
    /// <param name="name">The vendor's name for it, e.g. <c>truonghoc</c>.</param>
    public static CodeSystem Vendor(string name) => new("vendor:" + name);

    /// <summary>The name; empty for the default value.</summary>
    public string Name => _name ?? "";

    /// <summary>Reads a name without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out CodeSystem system)
    {
        bool good = TryNormalize(name, out string? normal);
        system = good ? new CodeSystem(normal!) : default;
        return good;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool TryNormalize(string? name, out string? normal)
    {
        normal = null;
        if (string.IsNullOrEmpty(name) || name.Length > 64)
        {
            return false;
        }

        string lower = name.ToLowerInvariant();
        ReadOnlySpan<char> body = lower.StartsWith("vendor:", StringComparison.Ordinal) ? lower.AsSpan(7) : lower;
        if (body.IsEmpty)
        {
            return false;
        }

        foreach (char c in body)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.'))
            {
                return false;
            }
        }

        normal = lower;
        return true;
    }
}
