using System.Text.Json.Nodes;

namespace EduIct.Emulator.Protocol;

/// <summary>One request, from a connection or from a part of a batch.</summary>
internal sealed record ApiMessage
{
    public required string Verb { get; init; }

    /// <summary>Path and query as sent, still percent-encoded: an encoded slash is part of a name.</summary>
    public required string Target { get; init; }
    public string? Authorization { get; init; }
    public string? IfMatch { get; init; }
    public string? IfNoneMatch { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>One answer. A null body is an empty one.</summary>
internal sealed record ApiReply(int Status, JsonObject? Json)
{
    public string? Html { get; init; }
    public string? ETag { get; init; }
    public string? RetryAfter { get; init; }

    public static ApiReply From(ApiError error) => new(error.Status, error.ToJson()) { RetryAfter = error.RetryAfter };
}
