using System.Text.Json.Nodes;

namespace EduIct.Emulator.Protocol;

/// <summary>A refusal as the Directory API words it (PROVIDERS.md 3, Errors).</summary>
internal sealed class ApiError(int status, string reason, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Reason { get; } = reason;
    public string Domain { get; init; } = "global";
    public string? LocationType { get; init; }
    public string? Location { get; init; }

    /// <summary>The canonical status that Google's newer answers add, such as UNAUTHENTICATED.</summary>
    public string? Canonical { get; init; }
    public string? RetryAfter { get; init; }

    public static ApiError Invalid(string what) => new(400, "invalid", what);
    public static ApiError InvalidInput(string field) => Invalid("Invalid Input: " + field);
    public static ApiError Required(string field) => new(400, "required", "Missing required field: " + field);
    public static ApiError BadRequest() => new(400, "badRequest", "Bad Request");

    public static ApiError InvalidParameter(string name, string message) =>
        new(400, "invalidParameter", message) { LocationType = "parameter", Location = name };

    public static ApiError NotFound(string kind) => new(404, "notFound", "Resource Not Found: " + kind);
    public static ApiError Forbidden() => new(403, "forbidden", "Not Authorized to access this resource/api");
    public static ApiError Duplicate(string message = "Entity already exists.") => new(409, "duplicate", message);
    public static ApiError Conflict() => new(409, "conflict", "Conflicting requests. Please try again");

    /// <summary>412 comes with the header to blame, whether or not the caller sent one.</summary>
    public static ApiError Precondition(string message, string reason = "conditionNotMet") =>
        new(412, reason, message) { LocationType = "header", Location = "If-Match" };

    public JsonObject ToJson()
    {
        var entry = new JsonObject { ["message"] = Message, ["domain"] = Domain, ["reason"] = Reason };
        if (LocationType is not null)
        {
            entry["location"] = Location;
            entry["locationType"] = LocationType;
        }
        var error = new JsonObject { ["code"] = Status, ["message"] = Message, ["errors"] = new JsonArray(entry) };
        if (Canonical is not null)
            error["status"] = Canonical;
        return new JsonObject { ["error"] = error };
    }
}
