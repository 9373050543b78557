using System.Text.Json.Nodes;

namespace EduIct.Emulator.Tokens;

/// <summary>A refusal of the token endpoint, in the form of RFC 6749 section 5.2 that Google uses.</summary>
internal sealed class TokenError(int status, string error, string description) : Exception(description)
{
    public int Status { get; } = status;

    public static TokenError Grant(string description) => new(400, "invalid_grant", description);

    public JsonObject ToJson() => new() { ["error"] = error, ["error_description"] = Message };
}
