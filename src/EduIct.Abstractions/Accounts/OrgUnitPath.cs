using System.Diagnostics.CodeAnalysis;

namespace EduIct.Accounts;

/// <summary>
/// Path of an organisational unit at a provider, e.g. <c>/HocSinh/THPTNguyenDinhChieu/10A1</c>. Compared without regard to case, as
/// Google compares them. The default value is the root, <c>/</c>.
/// </summary>
public readonly struct OrgUnitPath : IEquatable<OrgUnitPath>, IComparable<OrgUnitPath>
{
    private readonly string? _text;

    private OrgUnitPath(string text) => _text = text;

    /// <summary>The root, <c>/</c>.</summary>
    public static OrgUnitPath Root => default;

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => _text is null;

    /// <summary>Last part of the path; empty for the root.</summary>
    public string Name => _text is null ? "" : _text[(_text.LastIndexOf('/') + 1)..];

    /// <summary>The path above; the root is its own parent.</summary>
    public OrgUnitPath Parent => _text is null || _text.LastIndexOf('/') == 0 ? default : new OrgUnitPath(_text[.._text.LastIndexOf('/')]);

    /// <summary>The path of a unit below this one.</summary>
    /// <param name="name">Its name, without a slash.</param>
    /// <exception cref="ArgumentException">The name is blank or has a slash.</exception>
    public OrgUnitPath Child(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Contains('/', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{name}' is not the name of an organisational unit.", nameof(name))
            : new OrgUnitPath($"{_text}/{name.Trim()}");

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It does not begin with a slash, or has an empty part.</exception>
    public static OrgUnitPath Parse(string text) =>
        TryParse(text, out OrgUnitPath path) ? path : throw new FormatException($"'{text}' is not a path of an organisational unit, as in '/HocSinh/10A1'.");

    /// <summary>Reads a path without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrgUnitPath path)
    {
        path = default;
        if (text is null || !text.StartsWith('/'))
        {
            return false;
        }

        if (text.Length == 1)
        {
            return true;
        }

        foreach (string part in text[1..].Split('/'))
        {
            if (string.IsNullOrWhiteSpace(part))
            {
                return false;
            }
        }

        path = new OrgUnitPath(text);
        return true;
    }

    /// <summary>Ordinal order without regard to case: a parent comes before its children.</summary>
    public int CompareTo(OrgUnitPath other) => string.Compare(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(OrgUnitPath other) => string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OrgUnitPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_text);

    /// <summary>The path.</summary>
    public override string ToString() => _text ?? "/";

    /// <summary>By value, without regard to case.</summary>
    public static bool operator ==(OrgUnitPath left, OrgUnitPath right) => left.Equals(right);

    /// <summary>By value, without regard to case.</summary>
    public static bool operator !=(OrgUnitPath left, OrgUnitPath right) => !left.Equals(right);
}
