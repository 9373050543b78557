using System.Diagnostics.CodeAnalysis;

namespace EduIct.Addresses;

/// <summary>
/// An e-mail address of the sector (RFC 5321 mailbox, ASCII dot-string local part). Compared without regard to case, spelt as given
/// (<c>Giamdoc.BenTre@moet.edu.vn</c>). The default value is no address.
/// </summary>
public readonly struct EmailAddress : IEquatable<EmailAddress>, IComparable<EmailAddress>
{
    private readonly string? _text;
    private readonly int _at;

    private EmailAddress(string text, int at)
    {
        _text = text;
        _at = at;
    }

    /// <summary>Part before the @: 1 to 64 characters (RFC 5321 section 4.5.3.1.1).</summary>
    public string Local => _text is null ? "" : _text[.._at];

    /// <summary>Part after the @, at most 255 characters (RFC 5321 section 4.5.3.1.2).</summary>
    public string Domain => _text is null ? "" : _text[(_at + 1)..];

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is not an address of this form.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out EmailAddress address) ? address : throw new FormatException($"'{text}' is not an e-mail address (RFC 5321, ASCII).");

    /// <summary>Reads an address without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        if (text is null || text.Length > 254)
        {
            return false;
        }

        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || !IsLocal(text.AsSpan(0, at)) || !IsDomain(text.AsSpan(at + 1)))
        {
            return false;
        }

        address = new EmailAddress(text, at);
        return true;
    }

    /// <summary>Whether a text can be the domain of an address: at least two labels of letters, digits and inner hyphens (RFC 1035 section 2.3.1, RFC 1123 section 2.1).</summary>
    public static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length is 0 or > 253)
        {
            return false;
        }

        int labels = 0;
        foreach (Range range in domain.Split('.'))
        {
            ReadOnlySpan<char> label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }

            labels++;
        }

        return labels >= 2;
    }

    /// <summary>Ordinal order without regard to case.</summary>
    public int CompareTo(EmailAddress other) => string.Compare(_text, other._text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(EmailAddress other) => string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EmailAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_text);

    /// <summary>The address as it was given; empty for the default value.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>The address in lower case, as ledgers and providers keep it.</summary>
    public string ToCanonicalString() => ToString().ToLowerInvariant();

    /// <summary>By value, without regard to case.</summary>
    public static bool operator ==(EmailAddress left, EmailAddress right) => left.Equals(right);

    /// <summary>By value, without regard to case.</summary>
    public static bool operator !=(EmailAddress left, EmailAddress right) => !left.Equals(right);

    // RFC 5322 atext; dots inside, never doubled.
    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        char before = '.';
        foreach (char c in local)
        {
            if (c == '.' ? before == '.' : !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }

            before = c;
        }

        return before != '.';
    }
}
