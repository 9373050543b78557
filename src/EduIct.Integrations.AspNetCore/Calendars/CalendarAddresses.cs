using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace EduIct.Calendars;

/// <summary>
/// The addresses of feeds. Calendar programs cannot log in, so whoever has the address has the feed: its last part is a keyed digest of the unit's code
/// (HMAC-SHA-256, 192 bits), which nobody guesses and no table has to keep.
/// </summary>
public sealed class CalendarAddresses
{
    private const int TokenBytes = 24;

    private readonly byte[] _key;

    /// <summary>Takes the key of the options.</summary>
    /// <exception cref="OptionsValidationException">The key is too short.</exception>
    public CalendarAddresses(IOptions<CalendarOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _key = options.Value.AddressKey.ToArray();
    }

    /// <summary>The path of a unit's feed below the prefix of <c>MapEduIctCalendar</c>: <c>gso%3A83/R2c…W.ics</c>.</summary>
    /// <param name="unit">The unit's code; not blank.</param>
    public string PathOf(string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        return $"{Uri.EscapeDataString(unit)}/{Token(unit)}.ics";
    }

    /// <summary>Whether a token is that of a unit; takes as long for a wrong one as for the right one.</summary>
    internal bool IsToken(string unit, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Token(unit)), Encoding.UTF8.GetBytes(token));

    private string Token(string unit) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(unit)).AsSpan(0, TokenBytes));
}
