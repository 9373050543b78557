using System.Globalization;

namespace EduIct.Exchange;

/// <summary>An answer without Graph's JSON: a proxy's page, a redirection, a success that says nothing.</summary>
internal sealed class PlainAnswerException(int status, TimeSpan? retryAfter)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"HTTP {status} without an answer of Graph's."))
{
    public int Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
