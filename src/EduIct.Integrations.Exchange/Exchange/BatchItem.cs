using System.Net.Http.Headers;

namespace EduIct.Exchange;

/// <summary>A request that waits for its batch.</summary>
/// <param name="Request">The request.</param>
/// <param name="Path">Its address from the service's root on, with a slash first.</param>
/// <param name="Body">Its body; null where it has none.</param>
/// <param name="CancellationToken">Gives it up.</param>
internal sealed record BatchItem(HttpRequestMessage Request, string Path, byte[]? Body, CancellationToken CancellationToken)
{
    public TaskCompletionSource<HttpResponseMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request to be sent by itself: its body was read, and can be read only once.</summary>
    public HttpRequestMessage ToRequest()
    {
        if (Body is not null)
        {
            HttpContentHeaders headers = Request.Content!.Headers;
            Request.Content = new ByteArrayContent(Body);
            Request.Content.Headers.ContentType = headers.ContentType;
        }

        return Request;
    }
}
