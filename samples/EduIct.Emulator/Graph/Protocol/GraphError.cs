using System.Globalization;
using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>A refusal as Graph words it (PROVIDERS.md 4, Errors).</summary>
internal sealed class GraphError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Code { get; } = code;

    /// <summary>What stands in <c>details</c>: code and target.</summary>
    public (string Code, string Target)? Detail { get; init; }
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static GraphError Bad(string message) => new(400, "Request_BadRequest", message);

    public static GraphError BadValue(string property, string resource) =>
        new(400, "Request_BadRequest", $"Invalid value specified for property '{property}' of resource '{resource}'.")
        {
            Detail = ("InvalidValue", property),
        };

    /// <summary>A conflict is a 400 at Graph, told apart by its detail alone.</summary>
    public static GraphError Conflict(string property) =>
        new(400, "Request_BadRequest", $"Another object with the same value for property {property} already exists.")
        {
            Detail = ("ObjectConflict", property),
        };

    public static GraphError NotFound(string key) =>
        new(404, "Request_ResourceNotFound", $"Resource '{key}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphError Unsupported(string message) => new(400, "Request_UnsupportedQuery", message);

    /// <summary>A delta query that has to start over, at the address in <c>Location</c>.</summary>
    public static GraphError Resync(GraphMessage message) => new(410, "resyncRequired", "Resync required. Reset the delta token and start again.")
    {
        Headers = { ["Location"] = $"{message.Root}{message.Target.Split('?')[0]}?$deltatoken=" },
    };

    public static GraphError Denied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public JsonObject ToJson(DateTimeOffset now, string requestId, string clientRequestId)
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Detail is var (code, target))
            error["details"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = Message, ["target"] = target });
        error["innerError"] = new JsonObject
        {
            ["date"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["request-id"] = requestId,
            ["client-request-id"] = clientRequestId,
        };
        return new JsonObject { ["error"] = error };
    }
}
