using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;

namespace EduIct.Posts;

/// <summary>
/// The posts of a tenant's units on a day, with their addresses: every mailbox with a pattern of the directives, for every unit that it binds within the tenant's
/// scope. A Sở stands in an address with its TenSo; any other unit with a slug that is its own for ever, as for people. The order of units and directives changes
/// nothing.
/// </summary>
public sealed class PostCatalogue
{
    private PostCatalogue(ImmutableArray<Post> posts, ImmutableArray<string> withoutAddress, ImmutableArray<Issue> issues, ImmutableArray<Claim> newClaims) =>
        (Posts, WithoutAddress, Issues, NewClaims) = (posts, withoutAddress, issues, newClaims);

    /// <summary>The posts in the order of their keys and addresses.</summary>
    public ImmutableArray<Post> Posts { get; }

    /// <summary>Posts that have no address, as unit and entry: a unit that the pattern names is not there, or what comes out is no address.</summary>
    public ImmutableArray<string> WithoutAddress { get; }

    /// <summary>
    /// What is wrong: a pattern that is none (<c>post.pattern</c>), one that holds under a condition on facts (<c>post.conditional</c>), one that names the unit only
    /// in a domain that the policy replaces (<c>post.domain-names-unit</c>), no unit in the scope (<c>post.no-unit</c>), none of them with a post (<c>post.none-named</c>).
    /// </summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>Claims of slugs that following the catalogue makes.</summary>
    public ImmutableArray<Claim> NewClaims { get; }

    /// <summary>Makes the catalogue.</summary>
    /// <param name="directives">The directives.</param>
    /// <param name="units">The units.</param>
    /// <param name="day">The day.</param>
    /// <param name="policy">Says the scope, and the domain where it is not the directives' own.</param>
    /// <param name="claims">Every claim ever made, oldest first; null: none.</param>
    public static PostCatalogue Create(IEnumerable<Directive> directives, UnitTree units, LocalDate day, TenantPolicy policy, IEnumerable<Claim>? claims = null)
    {
        ArgumentNullException.ThrowIfNull(directives);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(policy);
        var issues = ImmutableArray.CreateBuilder<Issue>();
        Dictionary<UnitCode, Unit> living = units.On(day).ToDictionary(unit => unit.Code);
        var scope = new UnitMatch(policy.Scope.Units, living, day);
        UnitPlace[] places = [.. living.Values.Where(unit => scope.Includes(unit.Code)).OrderBy(unit => unit.Code).Select(unit => UnitPlace.Of(unit, units, day))];
        if (places.Length == 0)
        {
            issues.Add(new Issue("post.no-unit", new SourcePlace(policy.Tenant), new LocalizedText(
                $"Ngày {day:dd/MM/uuuu} không có đơn vị nào trong phạm vi của tenant ({string.Join(", ", policy.Scope.Units)}). Hãy cho biết các đơn vị (--units), hoặc sửa scope.units.",
                $"On {day:uuuu-MM-dd} no unit stands within the tenant's scope ({string.Join(", ", policy.Scope.Units)}). Say which units there are (--units), or mend scope.units.")));
            return new PostCatalogue([], [], issues.ToImmutable(), []);
        }

        NamedPost[] named = [.. Named(directives, day, policy.Posts?.Domain, places, issues)];
        List<(UnitPlace Place, NamedPost Post)> pairs = [.. places.SelectMany(place => NamesOf(place, named).Select(post => (place, post)))];
        if (pairs.Count == 0 && issues.Count == 0)
        {
            issues.Add(new Issue("post.none-named", new SourcePlace(policy.Tenant), new LocalizedText(
                "Không văn bản nào nêu hộp thư chức danh cho các đơn vị trong phạm vi.", "No directive names a post's mailbox for the units within the scope.")));
        }

        // A Sở is known to all by its TenSo; schools are namesakes of each other, so each has its slug for ever.
        UnitSlugBook slugs = UnitSlugBook.Create(
            claims ?? [],
            pairs.SelectMany(pair => pair.Post.Pattern.Tokens.Select(pair.Place.Named).Prepend(pair.Place.Unit)).OfType<Unit>().Where(unit => unit.Kind != UnitKind.Department).Distinct());
        var posts = new Dictionary<(PersonKey, EmailAddress), Post>();
        var without = ImmutableArray.CreateBuilder<string>();
        foreach ((UnitPlace place, NamedPost name) in pairs)
        {
            if (Make(place, name, policy.Posts?.Domain, SlugOf) is not { } post)
            {
                without.Add($"{place.Unit.Code}/{name.Mailbox.Id}");
            }
            else
            {
                posts[(post.Key, post.Address)] = posts.TryGetValue((post.Key, post.Address), out Post? same) ? same with { NamedBy = same.NamedBy.Add(name.Authority) } : post;
            }
        }

        return new PostCatalogue(
            [.. posts.Values.OrderBy(post => post.Key).ThenBy(post => post.Address)],
            [.. without.Order(StringComparer.Ordinal)],
            issues.ToImmutable(),
            slugs.NewClaims);

        string SlugOf(Unit unit) => unit.Kind == UnitKind.Department ? unit.Slug : slugs[unit.Code];
    }

    private static Post? Make(UnitPlace place, NamedPost name, string? domain, Func<Unit, string> slugOf) =>
        name.Pattern.Render(token => place.Named(token) is { } unit ? slugOf(unit) : null, domain) is { } text
        && EmailAddress.TryParse(text, out EmailAddress address)
        && PostKey.Of(place.Unit.Code, address.Local) is { } key
            ? new Post(place.Unit, name.Name, name.Mailbox.Post ?? name.Mailbox.Title, address) { Key = key, Slug = slugOf(place.Unit), NamedBy = [name.Authority] }
            : null;

    // In an order of its own, so that which of two entries gives a post its title does not hang on the order of packs.
    private static IEnumerable<NamedPost> Named(IEnumerable<Directive> directives, LocalDate day, string? domain, UnitPlace[] places, ImmutableArray<Issue>.Builder issues)
    {
        foreach (Directive directive in directives.OrderBy(directive => directive.Header.Date).ThenBy(directive => directive.Id, StringComparer.Ordinal))
        {
            foreach (Mailbox mailbox in directive.EntriesOf<Mailbox>().Where(mailbox => mailbox.Pattern is not null && mailbox.Provision.During.Contains(day)).OrderBy(mailbox => mailbox.Id, StringComparer.Ordinal))
            {
                if (!PostPattern.TryParse(mailbox.Pattern!, out PostPattern? pattern, out LocalizedText fault))
                {
                    issues.Add(new Issue("post.pattern", Place(), fault));
                    continue;
                }

                var named = new NamedPost(directive, mailbox, pattern);
                bool binds = places.Any(place => Binds(named, place));
                if (binds && mailbox.Provision.Binds.When is { } condition)
                {
                    issues.Add(new Issue("post.conditional", Place(), new LocalizedText(
                        $"Hộp thư chỉ có khi '{condition}', mà việc này cần số liệu của đơn vị. Hãy bỏ điều kiện, hoặc chọn gói khác bằng --pack.",
                        $"The mailbox is only for '{condition}', which facts of the units have to tell. Take the condition out, or choose other packs with --pack.")));
                }
                else if (binds && domain is not null && !pattern.NamesUnitInLocal)
                {
                    issues.Add(new Issue("post.domain-names-unit", Place(), new LocalizedText(
                        $"'{mailbox.Pattern}' chỉ nêu đơn vị trong tên miền; với posts.domain '{domain}', mọi đơn vị sẽ cùng một địa chỉ.",
                        $"'{mailbox.Pattern}' names the unit in its domain only; with posts.domain '{domain}' all units would have one address.")));
                }
                else
                {
                    yield return named;
                }

                SourcePlace Place() => new(directive.Id, Field: mailbox.Id);
            }
        }
    }

    // What a province's pack refines does not hold where the pack does.
    private static IEnumerable<NamedPost> NamesOf(UnitPlace place, NamedPost[] named)
    {
        NamedPost[] binding = [.. named.Where(post => Binds(post, place))];
        HashSet<string> refined = [.. binding.Select(post => post.Mailbox.Provision.Refines).OfType<string>()];
        return binding.Where(post => !refined.Contains(post.Mailbox.Id));
    }

    private static bool Binds(NamedPost post, UnitPlace place) =>
        post.Mailbox.Provision.Binds.Covers(place.Unit.Kind)
        && (post.Directive.Jurisdiction is not { } jurisdiction || jurisdiction.Equals(place.Department?.Slug, StringComparison.OrdinalIgnoreCase));
}
