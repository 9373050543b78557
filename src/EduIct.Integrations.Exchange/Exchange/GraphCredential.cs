using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace EduIct.Exchange;

/// <summary>
/// How the application proves who it is, from Azure.Identity: a client secret, a certificate, or the identity of the machine on which it runs. The
/// library's own retries are off.
/// </summary>
internal sealed class GraphCredential : IDisposable
{
    private readonly IDisposable[] _owned;

    private GraphCredential(TokenCredential token, params IDisposable[] owned) => (Token, _owned) = (token, owned);

    public TokenCredential Token { get; }

    public static GraphCredential ForSecret(string tenant, string client, string secret, Uri? authority)
    {
        ClientSecretCredentialOptions options = new() { DisableInstanceDiscovery = authority is not null };
        HttpClient http = Configure(options, authority);
        return new(new ClientSecretCredential(tenant, client, secret, options), http);
    }

    public static GraphCredential ForCertificate(string tenant, string client, X509Certificate2 certificate, Uri? authority)
    {
        ClientCertificateCredentialOptions options = new() { DisableInstanceDiscovery = authority is not null };
        HttpClient http = Configure(options, authority);
        return new(new ClientCertificateCredential(tenant, client, certificate, options), http, certificate);
    }

    /// <summary>The identity of the machine.</summary>
    /// <param name="client">Id of a user-assigned identity; null for the system-assigned one.</param>
    public static GraphCredential ForManagedIdentity(string? client)
    {
        ManagedIdentityCredentialOptions options = new(client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client));
        options.Retry.MaxRetries = 0;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return new(new ManagedIdentityCredential(options));
    }

    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
        {
            owned.Dispose();
        }
    }

    private static HttpClient Configure(TokenCredentialOptions options, Uri? authority)
    {
        options.Retry.MaxRetries = 0;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        HttpMessageHandler handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = authority is not { IsLoopback: true }, UseCookies = false };
        if (authority is not null)
        {
            options.AuthorityHost = new UriBuilder(authority) { Scheme = Uri.UriSchemeHttps, Port = authority.Port }.Uri;
            if (authority.Scheme == Uri.UriSchemeHttp)
            {
                handler = new PlainLoopbackHandler(authority, handler);
            }
        }

        HttpClient http = new(handler);
        options.Transport = new HttpClientTransport(http);
        return http;
    }

    /// <summary>The library takes only https authorities; a server on this machine may speak plain http, which nobody else can hear.</summary>
    private sealed class PlainLoopbackHandler(Uri authority, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is { IsLoopback: true } uri && uri.Port == authority.Port)
            {
                request.RequestUri = new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp, Port = uri.Port }.Uri;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
