using System.Diagnostics.CodeAnalysis;
using EduIct.Addresses;

namespace EduIct.Guardians;

/// <summary>Where a guardian is reached.</summary>
public sealed record GuardianContact
{
    private const int LongestValue = 254;

    private GuardianContact(ResultChannel channel, string value, EmailAddress? address) => (Channel, Value, Address) = (channel, value, address);

    /// <summary>The channel.</summary>
    public ResultChannel Channel { get; }

    /// <summary>The e-mail address in lower case, or the number or name that the channel takes.</summary>
    public string Value { get; }

    /// <summary>The e-mail address; null for another channel.</summary>
    public EmailAddress? Address { get; }

    /// <summary>A contact by e-mail.</summary>
    public static GuardianContact Of(EmailAddress address) => new(ResultChannel.Email, address.ToCanonicalString(), address);

    /// <summary>Reads a contact without throwing.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="text">An e-mail address; for another channel 3 to 254 visible ASCII characters, blanks among them passed over.</param>
    /// <param name="contact">The contact, where it is one.</param>
    public static bool TryCreate(ResultChannel channel, [NotNullWhen(true)] string? text, [NotNullWhen(true)] out GuardianContact? contact)
    {
        contact = null;
        if (channel == ResultChannel.Email)
        {
            contact = EmailAddress.TryParse(text, out EmailAddress address) ? Of(address) : null;
        }
        else if (text?.Replace(" ", "", StringComparison.Ordinal) is { Length: >= 3 and <= LongestValue } value && value.All(c => c is > ' ' and < (char)0x7F))
        {
            contact = new GuardianContact(channel, value.ToLowerInvariant(), null);
        }

        return contact is not null;
    }

    /// <summary>By channel and value.</summary>
    public bool Equals(GuardianContact? other) => other is not null && Channel == other.Channel && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Channel, Value);

    /// <summary>The channel alone: where a guardian is reached is for no log.</summary>
    public override string ToString() => Channel.Name;
}
