using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>
/// Many calls in one request (microsoftgraph/microsoft-graph-docs-contrib concepts/json-batching.md). Answers come in another order
/// than they were asked for, since Graph promises none and a client must not rely on it.
/// </summary>
internal sealed class GraphBatch(GraphPipeline pipeline)
{
    private const int MaxItems = 20;

    private sealed record Item(string Id, GraphMessage Message, string[] After);

    public async Task<GraphReply> RunAsync(GraphMessage batch, CancellationToken cancellationToken)
    {
        Item[] items;
        try
        {
            pipeline.Admit(batch);
            items = Read(batch);
        }
        catch (GraphError refusal)
        {
            return pipeline.Refused(batch, refusal);
        }
        var running = new Dictionary<string, Task<GraphReply>>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            running[item.Id] = RunAsync(item, running, cancellationToken);
        await Task.WhenAll(running.Values);
        var responses = new JsonArray();
        foreach (var item in items.Reverse())
            responses.Add(Write(item.Id, await running[item.Id]));
        return new GraphReply(200, new JsonObject { ["responses"] = responses });
    }

    private async Task<GraphReply> RunAsync(Item item, Dictionary<string, Task<GraphReply>> running, CancellationToken cancellationToken)
    {
        foreach (var earlier in item.After.Select(id => running[id]).ToArray())
            if ((await earlier).Status >= 400)
                return pipeline.Refused(item.Message, new GraphError(424, "FailedDependency", "Dependent request failed."));
        return await pipeline.RunAsync(item.Message, cancellationToken);
    }

    private static Item[] Read(GraphMessage batch)
    {
        if (Parse(batch.Body)?["requests"] is not JsonArray { Count: > 0 } requests)
            throw new GraphError(400, "BadRequest", "Invalid batch payload format.");
        if (requests.Count > MaxItems)
            throw new GraphError(400, "BadRequest", $"Number of batch request steps exceeds the maximum value of {MaxItems}.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var items = new List<Item>();
        foreach (var node in requests)
        {
            if (node is not JsonObject request || Text(request, "id") is not { } id || Text(request, "method") is not { } verb || Text(request, "url") is not { } url)
                throw new GraphError(400, "BadRequest", "Invalid batch payload format.");
            var after = request["dependsOn"] is JsonArray names ? names.Select(name => name?.ToString() ?? "").ToArray() : [];
            if (Array.Find(after, name => !seen.Contains(name)) is { } unknown)
                throw new GraphError(400, "BadRequest", $"Invalid batch payload format. The request '{id}' depends on '{unknown}', which does not come before it.");
            if (!seen.Add(id))
                throw new GraphError(400, "BadRequest", $"Invalid batch payload format. The id '{id}' is not unique.");
            items.Add(new Item(id, Message(batch, request, verb, url), after));
        }
        return [.. items];
    }

    private static GraphMessage Message(GraphMessage batch, JsonObject request, string verb, string url)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request["headers"] as JsonObject ?? [])
            headers[name] = value?.ToString() ?? "";
        // The token is the batch's: an item has none of its own.
        if (batch.Header("Authorization") is { } token)
            headers["Authorization"] = token;
        var body = request["body"] switch
        {
            null => [],
            JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => Encoding.UTF8.GetBytes(text.GetValue<string>()),
            var json => Encoding.UTF8.GetBytes(json.ToJsonString()),
        };
        if (body.Length > 0 && !headers.ContainsKey("Content-Type"))
            throw new GraphError(400, "BadRequest", "Write request contains a body but no Content-Type header.");
        return new GraphMessage
        {
            Verb = verb.ToUpperInvariant(),
            Target = url.StartsWith('/') ? url : "/" + url,
            Root = batch.Root,
            Headers = headers,
            Body = body,
        };
    }

    private static JsonObject Write(string id, GraphReply reply)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in reply.Headers)
            headers[name] = value;
        if (reply.ContentType is { } type)
            headers["Content-Type"] = type;
        var json = new JsonObject { ["id"] = id, ["status"] = reply.Status, ["headers"] = headers };
        if (reply.Json is not null)
            json["body"] = reply.Json;
        else if ((reply.Text ?? reply.Html) is { } text)
            json["body"] = text;
        return json;
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value ? value.ToString() : null;
}
