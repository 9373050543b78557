using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>A recognised call: which method, with which keys, and on which view of the state.</summary>
internal sealed class GraphCall(GraphTenant tenant, GraphMethod method, Dictionary<string, string> path, GraphMessage message)
{
    public GraphTenant Tenant { get; } = tenant;
    public GraphMethod Method { get; } = method;
    public GraphMessage Message { get; } = message;
    public GraphQuery Query { get; } = new(message.Target.IndexOf('?') is var at and >= 0 ? message.Target[at..] : "");
    public GraphTable Now => Tenant.Workspace.Tables.Graph;

    /// <summary>What a read sees; behind <see cref="Now"/> while the fault <c>lag</c> says so.</summary>
    public GraphTable Seen { get; set; } = tenant.Workspace.Tables.Graph;

    /// <summary>How long the thing (or the mailbox) that this call creates stays unfinished, by faults; zero without.</summary>
    public TimeSpan Unfinished { get; set; }

    /// <summary>Whether the caller takes the index's view, with which alone some queries work.</summary>
    public bool IsEventual => string.Equals(Message.Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase);

    /// <summary>The permissions that are consented to; null: all.</summary>
    public IReadOnlyList<string>? Granted { get; init; }

    public string this[string key] => path[key];

    /// <summary>Refuses who lacks a permission that only this body takes.</summary>
    public void Require(string permission)
    {
        if (Granted is not null && !Granted.Contains(permission))
            throw GraphError.Denied();
    }

    public void Commit(params IReadOnlyCollection<Change> changes) => Tenant.Workspace.Store.Commit(changes);

    public JsonObject Body()
    {
        if (Message.Body.Length == 0)
            throw new GraphError(400, "BadRequest", "Empty Payload. JSON content expected.");
        if (Message.Header("Content-Type") is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new GraphError(415, "Request_BadRequest", "The specified content type is not supported. A 'application/json' content type is expected.");
        try
        {
            return JsonNode.Parse(Message.Body.Span) as JsonObject ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    /// <summary>The body of an action, all of whose parameters are optional.</summary>
    public JsonObject BodyOrEmpty() => Message.Body.Length == 0 ? [] : Body();

    public GraphReply Created(string path, string id, JsonObject json)
    {
        var reply = new GraphReply(201, json);
        reply.Headers["Location"] = $"{Message.Root}/{path}/{id}";
        return reply;
    }

    private static GraphError Unreadable() => new(400, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
}
