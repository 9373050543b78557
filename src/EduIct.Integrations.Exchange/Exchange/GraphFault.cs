using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;
using EduIct.Accounts;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;

namespace EduIct.Exchange;

/// <summary>
/// What Graph's refusals mean to a caller, from HTTP status, codes and message.
/// Sources: "Microsoft Graph error responses and resource types", the references of the used methods, RFC 6749 section 5.2 for tokens.
/// </summary>
internal static partial class GraphFault
{
    /// <summary>Whether an exception is a refusal of Graph's or a failure of the transport; an answer that the client library cannot make sense of is one too.</summary>
    public static bool IsOne(Exception exception) =>
        exception is ApiException or PlainAnswerException or AuthenticationFailedException or RequestFailedException or MsalException
            or HttpRequestException or IOException or TimeoutException or JsonException or InvalidOperationException or FormatException;

    /// <summary>The fault behind such an exception.</summary>
    public static DirectoryException From(Exception exception, TimeProvider time) => exception switch
    {
        ODataError refusal => FromGraph(refusal, time),
        ApiException api => FromStatus(api.ResponseStatusCode, RetryAfter.From(api.ResponseHeaders, time)),
        PlainAnswerException plain => FromStatus(plain.Status, plain.RetryAfter),
        AuthenticationFailedException or MsalException => FromToken(exception),
        TimeoutException timeout => TimedOut(timeout),
        HttpRequestException http => Broken(JsonNamingPolicy.CamelCase.ConvertName(http.HttpRequestError.ToString()), http),
        RequestFailedException or IOException => Broken("connectionBroken", exception),
        // The library's exception may quote the body, so it is left behind.
        _ => new(DirectoryErrorKind.Transient, "unreadableAnswer", "The server's answer could not be read."),
    };

    /// <summary>No answer within the time allowed.</summary>
    public static DirectoryException TimedOut(Exception inner) =>
        new(DirectoryErrorKind.Transient, "timeout", "No answer came within the time allowed.", inner);

    /// <summary>The same fault where what is "not there" was made a moment ago.</summary>
    public static DirectoryException NotReady(DirectoryException fault) =>
        new(DirectoryErrorKind.NotReady, fault.Reason, fault.Message, fault) { RetryAfter = fault.RetryAfter };

    private static DirectoryException Broken(string reason, Exception inner) =>
        new(DirectoryErrorKind.Transient, reason, "The server could not be reached, or the connection broke.", inner);

    private static DirectoryException FromStatus(int status, TimeSpan? retryAfter)
    {
        DirectoryErrorKind kind = status switch
        {
            429 => DirectoryErrorKind.Throttled,
            401 => DirectoryErrorKind.Unauthorized,
            >= 300 and < 400 => DirectoryErrorKind.Invalid,
            // A proxy's or a front end's page says nothing about the directory.
            _ => DirectoryErrorKind.Transient,
        };
        return new(kind, Bare(status), string.Create(CultureInfo.InvariantCulture, $"HTTP {status} without Graph's error body.")) { RetryAfter = retryAfter };
    }

    private static DirectoryException FromGraph(ODataError refusal, TimeProvider time)
    {
        int status = refusal.ResponseStatusCode;
        TimeSpan? retryAfter = RetryAfter.From(refusal.ResponseHeaders, time);
        if (refusal.Error is not { } error || (error.Code is null && error.Message is null))
        {
            return FromStatus(status, retryAfter);
        }

        string message = error.Message ?? "";
        string code = error.Code ?? "";
        string detail = error.Details?.FirstOrDefault(detail => detail.Code is { Length: > 0 })?.Code ?? "";
        return new(KindOf(status, code, detail, message), Clean(detail.Length > 0 ? detail : code, status), message, refusal) { RetryAfter = retryAfter };
    }

    private static DirectoryErrorKind KindOf(int status, string code, string detail, string message) => (status, code) switch
    {
        (_, "Directory_QuotaExceeded") => DirectoryErrorKind.QuotaExhausted,
        (429, _) => DirectoryErrorKind.Throttled,
        (401, _) => DirectoryErrorKind.Unauthorized,
        // Two changes of one thing at the same time: nothing is wrong with either.
        (_, "Directory_ConcurrencyViolation") => DirectoryErrorKind.NotReady,
        // The licence is there, and Exchange has not made the mailbox yet.
        (_, "MailboxNotEnabledForRESTAPI") => DirectoryErrorKind.NotReady,
        // 424: the request of the batch on which this one depends has failed. It had no effect.
        (>= 500 or 408 or 423 or 424, _) => DirectoryErrorKind.Transient,
        (_, "Request_MultipleObjectsWithSameKeyValue") => DirectoryErrorKind.Conflict,
        (400 or 409, _) when detail is "ObjectConflict" or "ConflictingObjects" => DirectoryErrorKind.Conflict,
        (400 or 409, _) when Says(message, "Another object with the same value") || Says(message, "already exist for the following modified properties") => DirectoryErrorKind.Conflict,
        (400, _) when Says(message, "does not have any available licenses") => DirectoryErrorKind.SeatsExhausted,
        (404, _) or (400, "Request_ResourceNotFound") => DirectoryErrorKind.NotFound,
        (403, _) => DirectoryErrorKind.Forbidden,
        (409, _) => DirectoryErrorKind.Conflict,
        _ => DirectoryErrorKind.Invalid,
    };

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static DirectoryException FromToken(Exception exception)
    {
        MsalException? msal = exception as MsalException ?? exception.InnerException as MsalException;
        int status = (msal as MsalServiceException)?.StatusCode ?? (exception.InnerException as RequestFailedException)?.Status ?? 0;
        string code = msal?.ErrorCode ?? "";
        DirectoryErrorKind kind = status switch
        {
            429 => DirectoryErrorKind.Throttled,
            >= 500 => DirectoryErrorKind.Transient,
            // No answer at all, unless the library itself says that there is no such identity on this machine.
            0 when exception is not CredentialUnavailableException && msal is null or MsalServiceException => DirectoryErrorKind.Transient,
            _ when code is "temporarily_unavailable" or "request_timeout" or "service_not_available" => DirectoryErrorKind.Transient,
            _ => DirectoryErrorKind.Unauthorized,
        };

        // The library's messages tell application, tenant and trace, no secret.
        return new(kind, Clean(code.Length > 0 ? code : "tokenRefused", status), exception.Message, exception) { RetryAfter = (msal as MsalServiceException)?.Headers?.RetryAfter?.Delta };
    }

    // Reasons go into logs: one word from Graph, or the bare status.
    private static string Clean(string reason, int status) => OneWord().IsMatch(reason) ? reason : Bare(status);

    private static string Bare(int status) => string.Create(CultureInfo.InvariantCulture, $"http{status}");

    [GeneratedRegex("^[A-Za-z_]{1,64}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneWord();
}
