using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;

namespace EduIct.Emulator.Graph.Users;

/// <summary>Entra's rules for passwords: 8 to 256 characters, three of four classes, no Unicode (PROVIDERS.md 4, Behaviour). None is kept.</summary>
internal static class GraphPassword
{
    public static void Check(JsonObject profile)
    {
        var password = profile["password"] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : "";
        var classes = (password.Any(char.IsAsciiLetterLower) ? 1 : 0) + (password.Any(char.IsAsciiLetterUpper) ? 1 : 0)
            + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
        if (password.Length is < 8 or > 256 || classes < 3 || !password.All(char.IsAscii) || password.Any(char.IsControl))
            throw new GraphError(400, "Request_BadRequest", "The specified password does not comply with password complexity requirements. Please provide a different password.")
            {
                Detail = ("InvalidPassword", "password"),
            };
    }
}
