using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace EduIct.Exchange;

/// <summary>
/// Sends requests that come within a few milliseconds of each other as one <c>$batch</c> of at most twenty (source: "Combine multiple HTTP requests using
/// JSON batching"). Each keeps its own answer, with its own status and headers, so that whoever sent it does not notice. A request that stays alone is sent as
/// it is. What goes wrong with a batch as a whole goes wrong with each of its requests.
/// </summary>
internal sealed class BatchingHandler(Uri batch, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Most requests that Graph takes in one batch.</summary>
    public const int Largest = 20;

    /// <summary>How long the first of a batch waits for others.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    private readonly Lock _gate = new();
    private readonly string _root = batch.AbsoluteUri[..^"/$batch".Length];
    private List<BatchItem> _gathered = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string address = request.RequestUri!.AbsoluteUri;
        if (!address.StartsWith(_root + "/", StringComparison.OrdinalIgnoreCase))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        BatchItem item = new(request, address[_root.Length..], body, cancellationToken);
        List<BatchItem>? full = null;
        bool first = false;
        lock (_gate)
        {
            _gathered.Add(item);
            first = _gathered.Count == 1;
            if (_gathered.Count == Largest)
            {
                full = _gathered;
                _gathered = [];
            }
        }

        if (full is not null)
        {
            _ = SendTogetherAsync(full);
        }
        else if (first)
        {
            _ = SendLaterAsync(item);
        }

        return await item.Answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SendLaterAsync(BatchItem first)
    {
        await Task.Delay(Gathering, time).ConfigureAwait(false);
        List<BatchItem> gathered;
        lock (_gate)
        {
            // They may have gone as a full batch meanwhile, and others gather now with a timer of their own.
            if (_gathered.Count == 0 || _gathered[0] != first)
            {
                return;
            }

            gathered = _gathered;
            _gathered = [];
        }

        await SendTogetherAsync(gathered).ConfigureAwait(false);
    }

    private async Task SendTogetherAsync(List<BatchItem> items)
    {
        // Nobody waits for these any more, and they have had no effect yet.
        items.RemoveAll(item => item.CancellationToken.IsCancellationRequested);
        try
        {
            if (items.Count == 1)
            {
                items[0].Answer.TrySetResult(await base.SendAsync(items[0].ToRequest(), items[0].CancellationToken).ConfigureAwait(false));
            }
            else if (items.Count > 1)
            {
                await SendBatchAsync(items).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            foreach (BatchItem item in items)
            {
                item.Answer.TrySetException(exception);
            }
        }
    }

    private async Task SendBatchAsync(List<BatchItem> items)
    {
        // One who gives up must not stop the others: only when nobody waits any more the batch is given up.
        using CancellationTokenSource abandoned = new();
        int waiting = items.Count;
        List<CancellationTokenRegistration> registrations =
        [
            .. items.Select(item => item.CancellationToken.UnsafeRegister(
                _ =>
                {
                    if (Interlocked.Decrement(ref waiting) == 0)
                    {
                        abandoned.Cancel();
                    }
                },
                null)),
        ];
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, batch) { Content = new ByteArrayContent(BatchBody.Write(items)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("Authorization", items[0].Request.Headers.TryGetValues("Authorization", out IEnumerable<string>? values) ? values : []);
            using HttpResponseMessage answer = await base.SendAsync(request, abandoned.Token).ConfigureAwait(false);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(abandoned.Token).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                BatchBody.Answer(body, items);
            }
            else
            {
                items.ForEach(item => item.Answer.TrySetResult(BatchBody.Copy(answer, body, item.Request)));
            }
        }
        finally
        {
            foreach (CancellationTokenRegistration registration in registrations)
            {
                await registration.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
