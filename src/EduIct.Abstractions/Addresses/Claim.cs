using EduIct.People;

namespace EduIct.Addresses;

/// <summary>
/// A name given for ever: an address to a person, a group or a post, or a slug to a unit. It is never given to another holder of the tenant,
/// not even after the holder has left.
/// </summary>
/// <param name="Kind">What sort of thing holds it.</param>
/// <param name="Name">The address, or the slug, in lower case.</param>
/// <param name="Holder">The holder: a person's key, a group's purpose, a post's key or a unit's code, as text.</param>
/// <param name="Provider">Id of the provider in <c>tenant.json</c>; empty for units.</param>
public sealed record Claim(HolderKind Kind, string Name, string Holder, string Provider)
{
    /// <summary>The claim of an address for a person.</summary>
    public static Claim For(PersonKey person, EmailAddress address, string provider) =>
        new(HolderKind.Person, address.ToCanonicalString(), person.ToString(), provider);
}
