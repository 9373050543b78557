using System.Globalization;
using System.Net.Http.Headers;

namespace EduIct.Exchange;

/// <summary>How long a server asks to wait (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>From the headers of an answer; null where they do not say.</summary>
    public static TimeSpan? From(HttpResponseHeaders headers, TimeProvider time) => Positive(headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        // A date counts from the server's own clock, which is what it was computed with.
        { Date: { } date } => date - (headers.Date ?? time.GetUtcNow()),
        _ => null,
    });

    /// <summary>From headers as the client library keeps them; null where they do not say.</summary>
    public static TimeSpan? From(IDictionary<string, IEnumerable<string>>? headers, TimeProvider time)
    {
        if (Value("Retry-After") is not { } text || !RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? value))
        {
            return null;
        }

        DateTimeOffset now = DateTimeOffset.TryParse(Value("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : time.GetUtcNow();
        return Positive(value.Delta ?? value.Date - now);

        string? Value(string name) => headers?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
    }

    private static TimeSpan? Positive(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
