using System.Diagnostics.CodeAnalysis;
using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Posts;

/// <summary>Who holds a post: a person of the roster by a key, whose account is found by it, or an address as it stands, which may be elsewhere.</summary>
public sealed record PostHolder
{
    private PostHolder(PersonKey? person, EmailAddress? address) => (Person, Address) = (person, address);

    /// <summary>The person's key; null where an address is named.</summary>
    public PersonKey? Person { get; }

    /// <summary>The address; null where a person is named.</summary>
    public EmailAddress? Address { get; }

    /// <summary>A person.</summary>
    /// <exception cref="ArgumentException">The key is the default value, or a post's.</exception>
    public static PostHolder Of(PersonKey person) =>
        IsPerson(person) ? new PostHolder(person, null) : throw new ArgumentException($"'{person}' is not a person's key.", nameof(person));

    /// <summary>An address.</summary>
    /// <exception cref="ArgumentException">The address is the default value.</exception>
    public static PostHolder Of(EmailAddress address) =>
        address != default ? new PostHolder(null, address) : throw new ArgumentException("An address is needed.", nameof(address));

    /// <summary>Reads <c>system:value</c> or an address without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PostHolder? holder)
    {
        holder = EmailAddress.TryParse(text, out EmailAddress address) ? new PostHolder(null, address)
            : PersonKey.TryParse(text, out PersonKey person) && IsPerson(person) ? new PostHolder(person, null)
            : null;
        return holder is not null;
    }

    /// <summary>The key or the address.</summary>
    public override string ToString() => Person?.ToString() ?? Address!.Value.ToString();

    private static bool IsPerson(PersonKey key) => key != default && key.System != PostKey.System;
}
