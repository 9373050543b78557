using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EduIct.Accounts;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Requests;

namespace EduIct.Google;

/// <summary>
/// What Google's refusals mean to a caller, from HTTP status, reason and message.
/// Sources: the error reference of the Admin SDK, RFC 6749 section 5.2 for tokens, and what the clients of others have met.
/// </summary>
internal static partial class GoogleFault
{
    /// <summary>Whether an exception is a refusal of Google's or a failure of the transport.</summary>
    public static bool IsOne(Exception exception) =>
        exception is GoogleApiException or TokenResponseException or HttpRequestException or TimeoutException or IOException;

    /// <summary>The fault behind such an exception.</summary>
    public static DirectoryException From(Exception exception, TimeSpan? retryAfter) => exception switch
    {
        GoogleApiException api => FromApi(api, retryAfter),
        TokenResponseException token => FromToken(token),
        TimeoutException timeout => TimedOut(timeout),
        HttpRequestException http => Broken(JsonNamingPolicy.CamelCase.ConvertName(http.HttpRequestError.ToString()), http),
        _ => Broken("connectionBroken", exception),
    };

    /// <summary>No answer within the time allowed.</summary>
    public static DirectoryException TimedOut(Exception inner) =>
        new(DirectoryErrorKind.Transient, "timeout", "No answer came within the time allowed.", inner);

    private static DirectoryException Broken(string reason, Exception inner) =>
        new(DirectoryErrorKind.Transient, reason, "The server could not be reached, or the connection broke.", inner);

    private static DirectoryException FromApi(GoogleApiException exception, TimeSpan? retryAfter)
    {
        int status = (int)exception.HttpStatusCode;
        if (status == 0)
        {
            // A success whose body cannot be read. The SDK's exception quotes the body, so it is left behind.
            return new(DirectoryErrorKind.Transient, "unreadableAnswer", "The server's answer could not be read.");
        }

        RequestError? error = exception.Error;
        bool isGoogles = error is { Message: not null } or { Errors.Count: > 0 } or { Code: not 0 };
        string reason = error?.Errors?.FirstOrDefault()?.Reason ?? "";
        string message = error?.Message ?? "";
        DirectoryErrorKind kind = KindOf(status, reason, message, isGoogles);

        return new(kind, Clean(reason, status), isGoogles ? message : $"HTTP {status} without Google's error body.", isGoogles ? exception : null)
        {
            RetryAfter = retryAfter,
        };
    }

    private static DirectoryErrorKind KindOf(int status, string reason, string message, bool isGoogles) => (status, reason) switch
    {
        (_, "dailyLimitExceeded") => DirectoryErrorKind.QuotaExhausted,
        (429, _) => DirectoryErrorKind.Throttled,
        (401, _) => DirectoryErrorKind.Unauthorized,
        (>= 500 or 408, _) => DirectoryErrorKind.Transient,
        (>= 300 and < 400, _) => DirectoryErrorKind.Invalid,
        // A proxy's or a front end's page says nothing about the directory.
        _ when !isGoogles => DirectoryErrorKind.Transient,
        (403, "userRateLimitExceeded" or "rateLimitExceeded" or "quotaExceeded") => DirectoryErrorKind.Throttled,
        (403, _) => DirectoryErrorKind.Forbidden,
        (404, _) => DirectoryErrorKind.NotFound,
        // What orgunits.insert says of a unit that exists (GAM takes it so too); it says the same of a name that it does not like.
        (400 or 409, _) when message == "Invalid Ou Id" => DirectoryErrorKind.Conflict,
        // Google's words for a unit that is not there, or that reads do not show yet: the caller knows whether it was made a moment ago.
        (400, _) when message.Contains("INVALID_OU_ID", StringComparison.Ordinal) || message.Contains("Invalid Parent Orgunit Id", StringComparison.OrdinalIgnoreCase) =>
            DirectoryErrorKind.NotFound,
        // "Conflicting requests. Please try again": an earlier change of the same thing is still under way.
        (409, "conflict" or "aborted") => DirectoryErrorKind.NotReady,
        (409, _) => DirectoryErrorKind.Conflict,
        // 30 aliases are the limit of one account; that says nothing of seats.
        (412, "limitExceeded") when message.Contains("alias", StringComparison.OrdinalIgnoreCase) => DirectoryErrorKind.Invalid,
        (412, "limitExceeded" or "insufficientArchivedUserLicenses") => DirectoryErrorKind.SeatsExhausted,
        (412, _) when message.Contains("creation is not complete", StringComparison.OrdinalIgnoreCase) => DirectoryErrorKind.NotReady,
        (412, _) when message.Contains("is deleted", StringComparison.OrdinalIgnoreCase) => DirectoryErrorKind.NotFound,
        _ => DirectoryErrorKind.Invalid,
    };

    private static DirectoryException FromToken(TokenResponseException exception)
    {
        int status = (int?)exception.StatusCode ?? 0;
        string code = exception.Error?.Error ?? "";
        DirectoryErrorKind kind = (status, code) switch
        {
            (429, _) => DirectoryErrorKind.Throttled,
            (>= 500, _) or (_, "server_error" or "temporarily_unavailable" or "internal_failure") => DirectoryErrorKind.Transient,
            // RFC 6749 section 5.2: every code of its own is one word; anything else is not the token endpoint speaking.
            _ => OneWord().IsMatch(code) ? DirectoryErrorKind.Unauthorized : DirectoryErrorKind.Transient,
        };
        return new(kind, Clean(code, status), exception.Error?.ErrorDescription ?? "", exception);
    }

    // Reasons go into logs: one word from Google, or the bare status.
    private static string Clean(string reason, int status) =>
        OneWord().IsMatch(reason) ? reason : string.Create(CultureInfo.InvariantCulture, $"http{status}");

    [GeneratedRegex("^[A-Za-z_]{1,64}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneWord();
}
