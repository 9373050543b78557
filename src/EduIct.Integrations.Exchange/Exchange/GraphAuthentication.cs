using Azure.Core;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace EduIct.Exchange;

/// <summary>Puts the application's token on each request to the service, and on no other. One token serves until shortly before it ends.</summary>
internal sealed class GraphAuthentication(TokenCredential credential, Uri root, TimeProvider time) : IAuthenticationProvider, IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);

    // A national cloud has an audience of its own; a server on this machine stands for Microsoft's.
    private readonly TokenRequestContext _asked = new([root.IsLoopback ? "https://graph.microsoft.com/.default" : $"{root.GetLeftPart(UriPartial.Authority)}/.default"]);
    private Held? _current;

    public async Task AuthenticateRequestAsync(
        RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
    {
        if (!string.Equals(request.URI.GetLeftPart(UriPartial.Authority), root.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        string token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Remove("Authorization");
        request.Headers.Add("Authorization", $"Bearer {token}");
    }

    /// <summary>Fetches a token, unless a fresh one is there.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } ready)
        {
            return ready;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Fresh() is { } fetched)
            {
                return fetched;
            }

            AccessToken token = await credential.GetTokenAsync(_asked, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _current, new Held(token.Token, token.ExpiresOn - Early));
            return token.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private string? Fresh() => Volatile.Read(ref _current) is { } held && time.GetUtcNow() < held.Until ? held.Token : null;

    private sealed record Held(string Token, DateTimeOffset Until);
}
