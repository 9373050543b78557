using Microsoft.Graph;

namespace EduIct.Exchange;

/// <summary>
/// One call of the port on its way. Its first request has had its turn from the rate budget already, since the caller took it; each further one takes
/// its own. One for each call, used by one thread at a time.
/// </summary>
internal sealed class PortCall(GraphConnection connection, CancellationToken cancellationToken)
{
    private bool _further;

    /// <summary>Sends a request, once.</summary>
    /// <exception cref="Accounts.DirectoryException">It was refused, or there was no answer.</exception>
    public async Task<T> SendAsync<T>(Func<GraphServiceClient, CancellationToken, Task<T>> request)
    {
        if (_further)
        {
            await connection.WaitTurnAsync(cancellationToken).ConfigureAwait(false);
        }

        _further = true;
        return await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="SendAsync{T}"/>
    public Task SendAsync(Func<GraphServiceClient, CancellationToken, Task> request) =>
        SendAsync<object?>(
            async (client, token) =>
            {
                await request(client, token).ConfigureAwait(false);
                return null;
            });
}
