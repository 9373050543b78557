using System.Net.Http.Headers;
using Google.Apis.Http;

namespace EduIct.Google;

/// <summary>What Google.Apis' exceptions leave out of a refusal. One for each request.</summary>
internal sealed class AnswerHeaders(TimeProvider timeProvider) : IHttpUnsuccessfulResponseHandler
{
    /// <summary>How long the server asks to wait (RFC 9110 section 10.2.3); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
    {
        HttpResponseHeaders headers = args.Response.Headers;
        TimeSpan? wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            // A date counts from the server's own clock, which is what it was computed with.
            { Date: { } date } => date - (headers.Date ?? timeProvider.GetUtcNow()),
            _ => null,
        };
        RetryAfter = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        return Task.FromResult(false);
    }
}
