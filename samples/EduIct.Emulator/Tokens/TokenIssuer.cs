using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;
using Microsoft.Extensions.Primitives;

namespace EduIct.Emulator.Tokens;

/// <summary>
/// Google's token endpoint for service accounts with domain-wide delegation
/// (developers.google.com/identity/protocols/oauth2/service-account), and the check of what it gave out.
/// </summary>
internal sealed class TokenIssuer(Workspace workspace, TimeProvider clock, ServiceAccount first, IReadOnlySet<string> delegated) : IDisposable
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>Google's clients write this audience whatever the key file's token_uri says (google-api-dotnet-client PR 3027).</summary>
    private const string GoogleAudience = "https://oauth2.googleapis.com/token";

    private const string Expected = "Expected OAuth 2 access token, login cookie or other valid authentication credential.";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string UserId, string[] Scopes, DateTimeOffset Until)> given = new(StringComparer.Ordinal);
    private ServiceAccount account = first;

    public ServiceAccount Account => Volatile.Read(ref account);

    /// <summary>Where this endpoint is; set once the port is known.</summary>
    public Uri Uri { get; set; } = new(GoogleAudience);

    /// <summary>Takes an account whose key lies in a tenant's folder already.</summary>
    public void Adopt(ServiceAccount other) => Interlocked.Exchange(ref account, other).Dispose();

    public JsonObject Issue(IReadOnlyDictionary<string, StringValues> form)
    {
        if (!form.TryGetValue("grant_type", out var grant) || grant.ToString() != JwtBearer)
            throw new TokenError(400, "unsupported_grant_type", "Invalid grant_type: " + grant);
        if (!form.TryGetValue("assertion", out var assertion) || assertion.ToString().Split('.') is not [var head, var body, var signature])
            throw TokenError.Grant("Invalid JWT: missing or malformed assertion.");
        var claims = Claims(head, body, signature);
        CheckTimes(claims);
        var scopes = (Text(claims, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0)
            throw new TokenError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        if (!scopes.All(delegated.Contains))
            throw new TokenError(
                401,
                "unauthorized_client",
                "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.");
        var token = "ya29.emulator-" + Wire.Base64Url(RandomNumberGenerator.GetBytes(32));
        Keep(token, Subject(claims), scopes);
        return new JsonObject { ["access_token"] = token, ["expires_in"] = (int)Life.TotalSeconds, ["token_type"] = "Bearer" };
    }

    /// <summary>The user whose token the message carries, if it opens the method. The caller holds the store's gate.</summary>
    public string Admit(ApiMessage message, ApiMethod method)
    {
        const string scheme = "Bearer ";
        if (message.Authorization is not { } header || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthenticated(
                "required",
                "Request is missing required authentication credential. " + Expected);
        if (Look(header[scheme.Length..].Trim()) is not var (userId, scopes))
            throw Unauthenticated(
                "authError",
                "Request had invalid authentication credentials. " + Expected);
        if (!scopes.Any(method.Scopes.Contains))
            throw new ApiError(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
            {
                Canonical = "PERMISSION_DENIED",
            };
        return workspace.Tables.Users.ById(userId) is { IsAdmin: true, Suspended: false, Deleted: null } ? userId : throw ApiError.Forbidden();
    }

    public void Dispose() => Account.Dispose();

    private JsonObject Claims(string head, string body, string signature)
    {
        if (Decode(head) is not { } header || Decode(body) is not { } claims || !Base64Url.IsValid(signature))
            throw TokenError.Grant("Invalid JWT: malformed assertion.");
        if (Text(claims, "iss") != ServiceAccount.Email)
            throw TokenError.Grant("Invalid grant: account not found");
        if (Text(header, "alg") != "RS256" || !Account.Verify($"{head}.{body}", Base64Url.DecodeFromChars(signature)))
            throw TokenError.Grant("Invalid JWT Signature.");
        return Text(claims, "aud") is { } audience && (audience == Uri.AbsoluteUri || audience == GoogleAudience)
            ? claims
            : throw TokenError.Grant("Invalid JWT: Failed audience check.");
    }

    private void CheckTimes(JsonObject claims)
    {
        var now = clock.GetUtcNow();
        if (Time(claims, "iat") is not { } issued || Time(claims, "exp") is not { } expires
            || expires - issued > Life || issued > now + Skew || expires < now - Skew || expires < issued)
            throw TokenError.Grant(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                + "Check your iat and exp values in the JWT claim.");
    }

    private string Subject(JsonObject claims)
    {
        lock (workspace.Store.Gate)
        {
            return Text(claims, "sub") is { } subject && workspace.Tables.Users.ByAddress(subject) is { IsAdmin: true, Suspended: false } admin
                ? admin.Id
                : throw TokenError.Grant("Invalid email or User ID");
        }
    }

    private void Keep(string token, string userId, string[] scopes)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var old in given.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToArray())
                given.Remove(old);
            given[token] = (userId, scopes, now + Life);
        }
    }

    private (string UserId, string[] Scopes)? Look(string token)
    {
        lock (gate)
        {
            return given.TryGetValue(token, out var entry) && entry.Until > clock.GetUtcNow() ? (entry.UserId, entry.Scopes) : null;
        }
    }

    private static ApiError Unauthenticated(string reason, string message) =>
        new(401, reason, message) { LocationType = "header", Location = "Authorization", Canonical = "UNAUTHENTICATED" };

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

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DateTimeOffset? Time(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double seconds)
            && seconds is >= 0 and < 1e11
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
