using System.Security.Cryptography;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace EduIct.Google;

/// <summary>
/// A service account that acts for an administrator (domain-wide delegation, RFC 7523 assertion). Unlike its base it sends nothing twice:
/// an answer of 401 makes it forget its token, so that the next request fetches another, and a token request that times out fails at once.
/// <para>
/// The base writes the signed assertion to Google.Apis' own logger at Debug. That logger is silent unless an application registers one.
/// </para>
/// </summary>
internal sealed class DelegatedCredential : ServiceAccountCredential, IConfigurableHttpClientInitializer
{
    private DelegatedCredential(Initializer initializer)
        : base(initializer)
    {
    }

    /// <summary>The credential of a key for an administrator and some scopes.</summary>
    public static DelegatedCredential Create(
        GoogleServiceAccountKey key,
        string admin,
        IEnumerable<string> scopes,
        RSA privateKey,
        TimeProvider timeProvider) =>
        new(new Initializer(key.ClientEmail, key.TokenUri.AbsoluteUri)
        {
            User = admin,
            Scopes = scopes,
            Key = privateKey,
            KeyId = key.KeyId,
            ProjectId = key.ProjectId,
            Clock = new TimeProviderClock(timeProvider),
            HttpClientFactory = new SingleTryHttpClientFactory(key.TokenUri),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        });

    /// <inheritdoc/>
    void IConfigurableHttpClientInitializer.Initialize(ConfigurableHttpClient httpClient)
    {
        httpClient.MessageHandler.AddExecuteInterceptor(this);
        httpClient.MessageHandler.AddUnsuccessfulResponseHandler(new StaleToken(this));
    }

    /// <inheritdoc/>
    public override async Task<bool> RequestAccessTokenAsync(CancellationToken taskCancellationToken)
    {
        try
        {
            return await base.RequestAccessTokenAsync(taskCancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled)
        {
            // The token here is the base's own timeout, never a caller's; it takes a cancellation as leave to try again.
            throw new TimeoutException("The token endpoint did not answer in time.", canceled);
        }
    }

    private sealed class StaleToken(DelegatedCredential credential) : IHttpUnsuccessfulResponseHandler
    {
        public Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
        {
            if (args.Response.StatusCode == System.Net.HttpStatusCode.Unauthorized
                && credential.Token?.AccessToken == args.Request.Headers.Authorization?.Parameter)
            {
                credential.Token = null;
            }

            return Task.FromResult(false);
        }
    }
}
