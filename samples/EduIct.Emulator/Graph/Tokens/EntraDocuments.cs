using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.Tokens;

/// <summary>What client libraries read before they ask for a token: the OpenID configuration, and the list of known authorities.</summary>
internal static class EntraDocuments
{
    public static JsonObject OpenId(string root, string tenant) => new()
    {
        ["token_endpoint"] = $"{root}/{tenant}/oauth2/v2.0/token",
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
        ["authorization_endpoint"] = $"{root}/{tenant}/oauth2/v2.0/authorize",
        ["issuer"] = $"{root}/{tenant}/v2.0",
        ["jwks_uri"] = $"{root}/{tenant}/discovery/v2.0/keys",
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    public static JsonObject Instances(string root, string host) => new()
    {
        ["tenant_discovery_endpoint"] = $"{root}/common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = host,
            ["preferred_cache"] = host,
            ["aliases"] = new JsonArray(host),
        }),
    };
}
