using System.Globalization;
using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.Tokens;

/// <summary>A refusal of Entra's token endpoint: RFC 6749 section 5.2 with Entra's own additions (thobach/MMM-MicrosoftToDo issue 33 shows a whole one).</summary>
internal sealed class EntraError(int status, string error, int code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public JsonObject ToJson(DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var (trace, correlation) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        return new JsonObject
        {
            ["error"] = error,
            ["error_description"] = string.Create(
                CultureInfo.InvariantCulture, $"AADSTS{code}: {Message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {time}"),
            ["error_codes"] = new JsonArray(code),
            ["timestamp"] = time,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = string.Create(CultureInfo.InvariantCulture, $"https://login.microsoftonline.com/error?code={code}"),
        };
    }
}
