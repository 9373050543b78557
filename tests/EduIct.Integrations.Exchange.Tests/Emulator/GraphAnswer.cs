using System.Globalization;
using System.Text.Json.Nodes;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>What Graph answered.</summary>
internal sealed record GraphAnswer(int Status, JsonObject Json, IReadOnlyDictionary<string, string> Headers)
{
    public string? Message => (string?)Json["error"]?["message"];

    /// <summary>Status, code, and the code and target of the first detail, as one line to compare.</summary>
    public string Fault
    {
        get
        {
            JsonNode? error = Json["error"];
            JsonNode? detail = (error?["details"] as JsonArray)?[0];
            string line = string.Create(CultureInfo.InvariantCulture, $"{Status} {error?["code"]}");
            return detail is null ? line : $"{line} {detail["code"]} {detail["target"]}";
        }
    }
}
