using System.Collections.Immutable;
using System.Globalization;
using EduIct.Addresses;
using EduIct.Units;

namespace EduIct.Naming;

/// <summary>
/// Gives each unit a slug of its own, for ever: a school of the same name that comes later gets another, and changes nothing for the first.
/// The order of units changes nothing.
/// </summary>
public sealed class UnitSlugBook
{
    private readonly Dictionary<UnitCode, string> _slugs = [];
    private readonly ImmutableArray<Claim>.Builder _new = ImmutableArray.CreateBuilder<Claim>();

    private UnitSlugBook()
    {
    }

    /// <summary>Claims that following the book makes, beyond those that it was opened with.</summary>
    public ImmutableArray<Claim> NewClaims => _new.ToImmutable();

    /// <summary>The slug of a unit.</summary>
    /// <exception cref="KeyNotFoundException">The unit was not among those that the book was made for.</exception>
    public string this[UnitCode unit] => _slugs[unit];

    /// <summary>Gives slugs.</summary>
    /// <param name="claims">Every claim ever made, oldest first.</param>
    /// <param name="units">The units, each code once, with the slugs that they would have alone.</param>
    public static UnitSlugBook Create(IEnumerable<Claim> claims, IEnumerable<Unit> units)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(units);
        var book = new UnitSlugBook();
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Claim claim in claims.Where(claim => claim.Kind == HolderKind.Unit))
        {
            holders[claim.Name] = claim.Holder;
            names[claim.Holder] = claim.Name;
        }

        foreach (Unit unit in units.OrderBy(unit => unit.Code))
        {
            string holder = unit.Code.ToString();
            if (names.TryGetValue(holder, out string? claimed))
            {
                book._slugs[unit.Code] = Spell(claimed, unit.Slug);
                continue;
            }

            string slug = Candidates(unit).First(candidate => holders.TryAdd(candidate.ToLowerInvariant(), holder));
            book._slugs[unit.Code] = slug;
            book._new.Add(new Claim(HolderKind.Unit, slug.ToLowerInvariant(), holder, ""));
        }

        return book;
    }

    private static IEnumerable<string> Candidates(Unit unit)
    {
        yield return unit.Slug;
        string stem = $"{unit.Slug}-{VietnameseText.ToSlug(unit.Code.Value) ?? "2"}";
        if (Unit.IsSlug(stem))
        {
            yield return stem;
        }

        for (int number = 2; ; number++)
        {
            string suffix = number.ToString(CultureInfo.InvariantCulture);
            string shortened = unit.Slug[..Math.Min(unit.Slug.Length, 62 - suffix.Length)].TrimEnd('-');
            yield return $"{shortened}-{suffix}";
        }
    }

    // Claims are kept in lower case; the spelling is the unit's own where it still bears that name.
    private static string Spell(string claimed, string slug) =>
        claimed.StartsWith(slug, StringComparison.OrdinalIgnoreCase) ? slug + claimed[slug.Length..] : claimed;
}
