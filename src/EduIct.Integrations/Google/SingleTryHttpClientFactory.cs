using Google.Apis.Http;

namespace EduIct.Google;

/// <summary>
/// Clients that send each request once. Retries belong to the caller, who owns the rate budget. Redirects are not followed: Google.Apis
/// would send the token along to wherever the answer points. What is for this machine goes to no proxy: it may be plain http.
/// </summary>
internal sealed class SingleTryHttpClientFactory(Uri server) : HttpClientFactory, IHttpClientFactory
{
    // A page of 500 users at the documented limits of their fields stays well below.
    private const long LargestAnswer = 64 * 1024 * 1024;

    ConfigurableHttpClient IHttpClientFactory.CreateHttpClient(CreateHttpClientArgs args)
    {
        ConfigurableHttpClient client = CreateHttpClient(args);
        client.MessageHandler.NumTries = 1;
        client.MessageHandler.FollowRedirect = false;
        client.MessageHandler.IsLoggingEnabled = false; // It logs addresses.
        client.MaxResponseContentBufferSize = LargestAnswer;
        client.Timeout = Timeout.InfiniteTimeSpan; // GoogleConnection times by the injected clock.
        return client;
    }

    protected override HttpClientHandler CreateClientHandler() => new() { UseProxy = !server.IsLoopback };
}
