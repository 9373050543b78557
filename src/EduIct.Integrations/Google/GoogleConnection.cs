using System.Security.Cryptography;
using EduIct.Accounts;
using EduIct.Google.DirectoryV1;
using Google.Apis.Http;
using Google.Apis.Services;

namespace EduIct.Google;

/// <summary>
/// One administrator's way to the Directory API: sends each request once, and turns what goes wrong into <see cref="DirectoryException"/>.
/// </summary>
internal sealed class GoogleConnection : IDisposable
{
    private readonly DelegatedCredential _credential;
    private readonly RSA _privateKey;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;

    public GoogleConnection(GoogleDirectoryOptions options, GoogleServiceAccountKey key, IEnumerable<string> scopes, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _timeout = options.RequestTimeout;
        _privateKey = key.OpenPrivateKey();
        _credential = DelegatedCredential.Create(key, options.Admin, scopes, _privateKey, timeProvider);
        Uri root = options.RootUrl is null ? new Uri(DirectoryService.DefaultRootUrl) : new Uri(options.RootUrl.TrimEnd('/') + "/");
        Service = new DirectoryService(new BaseClientService.Initializer
        {
            ApplicationName = "EduIct",
            BaseUri = root.AbsoluteUri,
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
            HttpClientFactory = new SingleTryHttpClientFactory(root),
            HttpClientInitializer = _credential,
            MaxUrlLength = 0, // It would turn a long GET into a POST.
            Serializer = new DirectorySerializer(),
        });
    }

    /// <summary>The resources.</summary>
    public DirectoryService Service { get; }

    /// <summary>Sends a request, once.</summary>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public Task<T> SendAsync<T>(DirectoryBaseServiceRequest<T> request, CancellationToken cancellationToken)
    {
        AnswerHeaders headers = new(_timeProvider);
        request.AddUnsuccessfulResponseHandler(headers);
        return InTimeAsync(request.ExecuteAsync, headers, cancellationToken);
    }

    /// <summary>Fetches an access token, unless a fresh one is there.</summary>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public Task AuthenticateAsync(CancellationToken cancellationToken) =>
        InTimeAsync(token => _credential.GetAccessTokenForRequestAsync(cancellationToken: token), null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Service.Dispose();
        _credential.HttpClient.Dispose();
        _privateKey.Dispose();
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> send, AnswerHeaders? headers, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_timeout, _timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await send(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw GoogleFault.TimedOut(canceled);
        }
        catch (Exception exception) when (GoogleFault.IsOne(exception))
        {
            throw GoogleFault.From(exception, headers?.RetryAfter);
        }
    }
}
