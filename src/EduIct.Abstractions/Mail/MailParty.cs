using System.Diagnostics.CodeAnalysis;
using EduIct.Addresses;

namespace EduIct.Mail;

/// <summary>Somebody whom a message comes from or goes to: an address and, for people to read, a name (RFC 5322 section 3.4).</summary>
public sealed record MailParty
{
    private const int LongestName = 200;

    /// <summary>A party.</summary>
    /// <param name="address">The address.</param>
    /// <param name="displayName">The name, at most 200 characters; null or empty: none.</param>
    /// <exception cref="ArgumentException">The address is none, or <see cref="IsDisplayName"/> does not hold for the name.</exception>
    public MailParty(EmailAddress address, string? displayName = null)
    {
        if (address == default)
        {
            throw new ArgumentException("A party has an address.", nameof(address));
        }

        if (displayName is not null && !IsDisplayName(displayName))
        {
            throw new ArgumentException($"A name has at most {LongestName} characters, none of them a control character.", nameof(displayName));
        }

        Address = address;
        DisplayName = displayName ?? "";
    }

    /// <summary>The address.</summary>
    public EmailAddress Address { get; }

    /// <summary>The name; empty where there is none.</summary>
    public string DisplayName { get; }

    /// <summary>Reads an address and a name without throwing.</summary>
    /// <param name="address">The address.</param>
    /// <param name="displayName">The name; null: none.</param>
    /// <param name="party">The party, where both are right.</param>
    public static bool TryCreate([NotNullWhen(true)] string? address, string? displayName, [NotNullWhen(true)] out MailParty? party)
    {
        party = EmailAddress.TryParse(address, out EmailAddress parsed) && (displayName is null || IsDisplayName(displayName))
            ? new MailParty(parsed, displayName)
            : null;
        return party is not null;
    }

    /// <summary>Whether a text can be a name: at most 200 characters of well-formed Unicode, no control characters, none that turn the direction of writing.</summary>
    public static bool IsDisplayName([NotNullWhen(true)] string? text) => text is { Length: <= LongestName } && MailText.IsHeaderText(text);

    /// <summary>A text as a name can carry it: what must not stand in a header becomes a blank, and what is too long is cut. A file's name of a unit must not become a header of its own.</summary>
    public static string ToDisplayName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string clean = IsDisplayName(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => MailText.IsHeaderText(rune.ToString()) ? rune.ToString() : " ")).Trim();
        int end = Math.Min(clean.Length, LongestName);
        return clean[..(end > 0 && char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end)];
    }

    /// <summary>The address alone: names are for the reader of the message, not for logs.</summary>
    public override string ToString() => Address.ToString();
}
