using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Posts;

/// <summary>A post of a unit that has a mailbox of its own, whoever holds it: the director of a Sở, its office, the head of a school.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">The post as its address spells it, without the unit: <c>Giamdoc</c>; where nothing is left, the last part of the entry's id.</param>
/// <param name="Title">The post in words, e.g. <c>Giám đốc Sở</c>.</param>
/// <param name="Address">Its address as the directive spells it, e.g. <c>Giamdoc.BenTre@moet.edu.vn</c>, in the tenant's domain where its policy names one.</param>
public sealed record Post(Unit Unit, string Name, LocalizedText Title, EmailAddress Address)
{
    /// <summary>Its identity; two addresses in different domains may be of one post.</summary>
    public required PersonKey Key { get; init; }

    /// <summary>Slug of the unit, as it stands in the address.</summary>
    public required string Slug { get; init; }

    /// <summary>The clauses that name it, at least one.</summary>
    public ImmutableArray<PostAuthority> NamedBy { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Its address.</summary>
    public override string ToString() => Address.ToString();
}
