using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Protocol;
using Microsoft.Extensions.Primitives;

namespace EduIct.Emulator.Graph.Tokens;

/// <summary>
/// Entra's token endpoint for client credentials (learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow),
/// and the check of what it gave out.
/// </summary>
internal sealed class EntraTokens(GraphTenant tenant, GraphApplication application)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Resources = ["https://graph.microsoft.com", "https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> given = new(StringComparer.Ordinal);

    public GraphApplication Application { get; } = application;

    public bool IsTenant(string name) =>
        name.Equals(tenant.TenantId, StringComparison.OrdinalIgnoreCase) || tenant.Workspace.Domains.Contains(name, StringComparer.OrdinalIgnoreCase);

    public JsonObject Issue(string tenantName, string endpoint, string root, IReadOnlyDictionary<string, StringValues> form)
    {
        if (!IsTenant(tenantName))
            throw new EntraError(
                400, "invalid_request", 90002,
                $"Tenant '{tenantName}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. "
                + "Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");
        if (Field(form, "grant_type") is not { } grant)
            throw new EntraError(400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.");
        if (grant != "client_credentials")
            throw new EntraError(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");
        if (Field(form, "client_id") is not { } client)
            throw new EntraError(400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_id'.");
        if (!client.Equals(GraphApplication.ClientId, StringComparison.OrdinalIgnoreCase))
            throw new EntraError(
                400, "unauthorized_client", 700016,
                $"Application with identifier '{client}' was not found in the directory '{tenantName}'. This can happen if the application has not been "
                + "installed by the administrator of the tenant or consented to by any user in the tenant.");
        CheckCredential(form, endpoint);
        CheckScope(Field(form, "scope"), root);
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Life.TotalSeconds,
            ["ext_expires_in"] = (int)Life.TotalSeconds,
            ["access_token"] = NewToken(),
        };
    }

    /// <summary>Lets in who carries a token that is still good.</summary>
    public void Admit(string? authorization)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            throw new GraphError(401, "InvalidAuthenticationToken", "Access token is empty.");
        lock (gate)
        {
            if (!given.TryGetValue(authorization[scheme.Length..].Trim(), out var until))
                throw new GraphError(401, "InvalidAuthenticationToken", "IDX14100: JWT is not well formed, there are no dots (.).");
            if (until <= tenant.UtcNow)
                throw new GraphError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
        }
    }

    private string NewToken()
    {
        // Opaque to clients, as Microsoft says access tokens are; it cannot be taken for a real one.
        var token = "eduict-emulator-" + Wire.Base64Url(RandomNumberGenerator.GetBytes(32));
        var now = tenant.UtcNow;
        lock (gate)
        {
            foreach (var old in given.Where(entry => entry.Value <= now - Life).Select(entry => entry.Key).ToArray())
                given.Remove(old);
            given[token] = now + Life;
        }
        return token;
    }

    private void CheckCredential(IReadOnlyDictionary<string, StringValues> form, string endpoint)
    {
        if (Field(form, "client_assertion") is { } assertion)
            CheckAssertion(assertion, Field(form, "client_assertion_type"), endpoint);
        else if (Field(form, "client_secret") is not { } secret)
            throw new EntraError(401, "invalid_client", 7000216, "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");
        else if (!Application.IsSecret(secret))
            throw new EntraError(
                401, "invalid_client", 7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, "
                + $"for a secret added to app '{GraphApplication.ClientId}'.");
    }

    private void CheckAssertion(string assertion, string? type, string endpoint)
    {
        if (type != AssertionType || assertion.Split('.') is not [var head, var body, var signature] || Decode(head) is not { } header
            || Decode(body) is not { } claims || !Base64Url.IsValid(signature))
            throw new EntraError(401, "invalid_client", 50027, "JWT token is invalid or malformed.");
        if (!Application.Verify($"{head}.{body}", Base64Url.DecodeFromChars(signature), Text(header, "alg")))
            throw new EntraError(401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application.");
        if (Text(claims, "iss") != GraphApplication.ClientId || Text(claims, "sub") != GraphApplication.ClientId)
            throw new EntraError(401, "invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
        if (!string.Equals(Text(claims, "aud"), endpoint, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(Text(claims, "aud"), UriKind.Absolute, out var audience) is var isUri
            && !(isUri && audience!.IsLoopback && audience.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase)))
            throw new EntraError(401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.");
        if (claims["exp"] is not JsonValue value || !value.TryGetValue(out double seconds) || seconds is not (>= 0 and < 1e11)
            || DateTimeOffset.UnixEpoch.AddSeconds(seconds) < tenant.UtcNow - Skew)
            throw new EntraError(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");
    }

    private static void CheckScope(string? scope, string root)
    {
        const string suffix = "/.default";
        if (scope is null)
            throw new EntraError(400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.");
        // MSAL asks for OpenID scopes beside the resource's.
        var asked = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(["openid", "profile", "offline_access"], StringComparer.Ordinal).ToArray();
        if (asked is not [var one] || !one.EndsWith(suffix, StringComparison.Ordinal))
            throw new EntraError(
                400, "invalid_scope", 1002012,
                $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");
        var resource = one[..^suffix.Length];
        if (!Resources.Contains(resource, StringComparer.OrdinalIgnoreCase) && !root.TrimEnd('/').Equals(resource.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            throw new EntraError(
                400, "invalid_resource", 500011,
                $"The resource principal named {resource} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant.");
    }

    private static string? Field(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static JsonObject? Decode(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
