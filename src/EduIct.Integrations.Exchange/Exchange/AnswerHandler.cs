using System.Net.Http.Headers;

namespace EduIct.Exchange;

/// <summary>
/// Lets only what Graph itself can have said through to the client library, which knows JSON and nothing else: a proxy's or a front end's page becomes a
/// <see cref="PlainAnswerException"/>, and so does a redirection, after which a token would be sent to wherever it points.
/// </summary>
internal sealed class AnswerHandler(TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        int status = (int)answer.StatusCode;
        bool isJson = answer.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        bool isEmpty = answer.Content.Headers.ContentLength == 0;
        if (answer.IsSuccessStatusCode ? isJson || isEmpty || status == 204 : isJson && status >= 400)
        {
            return answer;
        }

        TimeSpan? retryAfter = RetryAfter.From(answer.Headers, time);
        answer.Dispose();
        throw new PlainAnswerException(status, retryAfter);
    }
}
