using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Protocol;

/// <summary>A recognised call: which method, with which keys, by whom, and on which view of the state.</summary>
internal sealed class ApiCall(Workspace workspace, ApiMethod method, Dictionary<string, string> path, ApiMessage message)
{
    public Workspace Workspace { get; } = workspace;
    public ApiMethod Method { get; } = method;
    public Query Query { get; } = new(message.Target.IndexOf('?') is var at and >= 0 ? message.Target[at..] : "");

    /// <summary>What a read sees; behind <see cref="Workspace.Tables"/> while the fault <c>lag</c> says so.</summary>
    public Tables Seen { get; set; } = workspace.Tables;

    /// <summary>How long the thing that this call creates stays unfinished, by faults; zero without.</summary>
    public TimeSpan Unfinished { get; set; }

    public string this[string key] => path[key];

    public JsonObject Body(string name)
    {
        if (message.Body.Length == 0)
            throw ApiError.Required(name);
        try
        {
            return JsonNode.Parse(message.Body.Span) as JsonObject ?? throw ParseError();
        }
        catch (JsonException)
        {
            throw ParseError();
        }
    }

    /// <summary>Holds the caller to its If-Match before a write.</summary>
    public void RequireMatch(string etag)
    {
        if (message.IfMatch is { } wanted && wanted != "*" && !wanted.Split(',', StringSplitOptions.TrimEntries).Contains(etag))
            throw ApiError.Precondition("Precondition Failed");
    }

    public bool IsKnown(string etag) =>
        message.IfNoneMatch is { } known && (known == "*" || known.Split(',', StringSplitOptions.TrimEntries).Contains(etag));

    private static ApiError ParseError() => new(400, "parseError", "Parse Error");
}
