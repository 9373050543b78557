using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>One request, from a connection or from an item of a batch.</summary>
internal sealed record GraphMessage
{
    public required string Verb { get; init; }

    /// <summary>Path and query below <c>/v1.0</c>, as sent, with a slash first.</summary>
    public required string Target { get; init; }

    /// <summary>Where the caller found the API, <c>…/v1.0</c>: links in answers lead back there.</summary>
    public required string Root { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>One answer. Without JSON, text and page it is empty.</summary>
internal sealed record GraphReply(int Status, JsonObject? Json = null)
{
    public string? Text { get; init; }
    public string? Html { get; init; }
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string? ContentType => this switch
    {
        { Json: not null } => "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
        { Text: not null } => "text/plain",
        { Html: not null } => "text/html; charset=utf-8",
        _ => null,
    };

    public static GraphReply NoContent => new(204);
}
