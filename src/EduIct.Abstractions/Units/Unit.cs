using System.Collections.Immutable;

namespace EduIct.Units;

/// <summary>
/// A unit of the education sector: the ministry, a Sở, a Phòng, a school. Two units may carry the same code at different times
/// (a new province may take over a member's number), so a unit is found by its code <em>and</em> a date.
/// </summary>
public sealed record Unit
{
    /// <summary>A unit.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Vietnamese name, e.g. <c>Sở Giáo dục và Đào tạo Bến Tre</c>; not blank.</param>
    /// <param name="slug">The TenSo of an address, e.g. <c>BenTre</c>: ASCII letters, digits and hyphens, 1 to 63 characters.</param>
    /// <exception cref="ArgumentException">A blank name, or a slug that is not of this form.</exception>
    public Unit(UnitCode code, UnitKind kind, string name, string slug)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (code == default)
        {
            throw new ArgumentException("A unit has a code.", nameof(code));
        }

        if (!IsSlug(slug))
        {
            throw new ArgumentException($"'{slug}' is not a slug: 1 to 63 ASCII letters, digits and inner hyphens.", nameof(slug));
        }

        Code = code;
        Kind = kind;
        Name = name;
        Slug = slug;
    }

    /// <summary>Its code.</summary>
    public UnitCode Code { get; }

    /// <summary>Its kind.</summary>
    public UnitKind Kind { get; }

    /// <summary>Vietnamese name.</summary>
    public string Name { get; }

    /// <summary>ASCII name as it stands in addresses (TenSo), spelt as <c>BenTre</c>; compared without regard to case.</summary>
    public string Slug { get; }

    /// <summary>The days on which it existed.</summary>
    public DateSpan Existed { get; init; } = DateSpan.Always;

    /// <summary>Its parents through time; empty for a root.</summary>
    public ImmutableArray<UnitParent> Parents { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The unit that took over when this one ended; null while it exists or where none did. The successor exists on the day after the end.</summary>
    public UnitCode? Successor { get; init; }

    /// <summary>The code of the parent on a day, or null.</summary>
    public UnitCode? ParentOn(NodaTime.LocalDate day)
    {
        foreach (UnitParent parent in Parents)
        {
            if (parent.During.Contains(day))
            {
                return parent.Parent;
            }
        }

        return null;
    }

    /// <summary>Whether a text can be a slug.</summary>
    public static bool IsSlug(string? slug) =>
        slug is { Length: > 0 and <= 63 } && slug.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && slug[0] != '-' && slug[^1] != '-';

    /// <summary>Name and code.</summary>
    public override string ToString() => $"{Name} ({Code})";
}
