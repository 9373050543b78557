using EduIct.Accounts;
using EduIct.Running;
using Microsoft.Graph;

namespace EduIct.Exchange;

/// <summary>
/// One application's way to Microsoft Graph: sends each request once, several that come together as one <c>$batch</c> unless asked otherwise, and turns what
/// goes wrong into <see cref="DirectoryException"/>.
/// </summary>
internal sealed class GraphConnection : IDisposable
{
    /// <summary>Microsoft's own service, version 1.0.</summary>
    public static readonly Uri DefaultRoot = new("https://graph.microsoft.com/v1.0");

    // A page of 999 users with all selected fields at their longest stays well below.
    private const long LargestAnswer = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly PressureHandler _pressure;
    private readonly GraphCredential _credential;
    private RateBudget? _budget;

    /// <param name="options">How to reach the service.</param>
    /// <param name="credential">Who asks; closed with the connection.</param>
    /// <param name="time">The clock.</param>
    /// <param name="way">What requests pass through last, before the sockets; null: requests that come together are gathered into batches.</param>
    public GraphConnection(ExchangeDirectoryOptions options, GraphCredential credential, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler>? way = null)
    {
        _time = time;
        _timeout = options.RequestTimeout;
        _credential = credential;
        Root = options.Root;
        SocketsHttpHandler sockets = new() { AllowAutoRedirect = false, UseProxy = !Root.IsLoopback, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        HttpMessageHandler last = way?.Invoke(sockets) ?? new BatchingHandler(new Uri(Root, Root.AbsolutePath.TrimEnd('/') + "/$batch"), time, sockets);
        _pressure = new PressureHandler(new AnswerHandler(time, last));
        _http = new HttpClient(_pressure) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        Client = new GraphServiceClient(_http, new GraphAuthentication(credential.Token, Root, time), Root.AbsoluteUri.TrimEnd('/'));
    }

    /// <summary>The service's root, with the version.</summary>
    public Uri Root { get; }

    /// <summary>The resources.</summary>
    public GraphServiceClient Client { get; }

    /// <summary>From which budget further requests draw, and which one is slowed when the limit is near.</summary>
    public void Use(RateBudget budget)
    {
        _budget = budget;
        _pressure.Budget = budget;
    }

    /// <summary>Waits for the turn of one more request.</summary>
    public Task WaitTurnAsync(CancellationToken cancellationToken) => _budget?.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Sends a request, once.</summary>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public async Task<T> SendAsync<T>(Func<GraphServiceClient, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource timeout = new(_timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await request(Client, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw GraphFault.TimedOut(canceled);
        }
        catch (Exception exception) when (GraphFault.IsOne(exception))
        {
            throw GraphFault.From(exception, _time);
        }
    }

    /// <summary>Whether the address of a next page is on this service: a token must not follow one that leads elsewhere.</summary>
    public bool IsOurs(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? uri)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), Root.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _http.Dispose();
        _credential.Dispose();
    }
}
