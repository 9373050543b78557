using System.Collections.Concurrent;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Tokens;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>What every Graph call goes through: recognised, hit by faults, let in, counted, run.</summary>
internal sealed class GraphPipeline(GraphTenant tenant, EntraTokens tokens, FaultInjector faults, GraphThrottle throttle, EmulatorOptions options)
{
    private readonly ConcurrentDictionary<string, long> requests = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, long>> Requests => requests;
    public GraphTenant Tenant { get; } = tenant;

    public void Count(string name) => requests.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <summary>Refuses who has no token; a batch asks this once for all its items.</summary>
    public void Admit(GraphMessage message) => tokens.Admit(message.Header("Authorization"));

    /// <exception cref="ConnectionDropped">A fault cuts the connection.</exception>
    public async Task<GraphReply> RunAsync(GraphMessage message, CancellationToken cancellationToken)
    {
        if (GraphRoutes.Find(message.Verb, message.Target) is not var (method, path))
            return Refused(message, new GraphError(400, "BadRequest", $"Resource not found for the segment '{GraphRoutes.LastSegment(message.Target)}'."));
        Count(method.Name);
        var hits = faults.Draw(method.Name, method.IsRead);
        if (hits.IsDown)
            throw new ConnectionDropped();
        if (hits.Delay > TimeSpan.Zero)
            await Task.Delay(hits.Delay, options.TimeProvider, cancellationToken);
        if (hits.DropsBefore)
            throw new ConnectionDropped();
        var reply = Refusal(message, hits) ?? Run(new GraphCall(Tenant, method, path, message) { Granted = options.Permissions }, message, hits);
        return hits.DropsAfter ? throw new ConnectionDropped() : reply;
    }

    public GraphReply Refused(GraphMessage message, GraphError refusal)
    {
        var id = Guid.NewGuid().ToString();
        var reply = new GraphReply(refusal.Status, refusal.ToJson(Tenant.UtcNow, id, message.Header("client-request-id") ?? id));
        foreach (var (name, value) in refusal.Headers)
            reply.Headers[name] = value;
        reply.Headers["request-id"] = id;
        return reply;
    }

    private GraphReply? Refusal(GraphMessage message, FaultHits hits)
    {
        if (hits.IsUnavailable)
            return hits.AsHtml
                ? new GraphReply(503) { Html = "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h2>Our services aren't available right now</h2></body></html>" }
                : Refused(message, new GraphError(503, "serviceNotAvailable", "The service is temporarily unavailable. Please retry."));
        if (hits.LosesPlace)
            return Refused(message, GraphError.Resync(message));
        return hits.RetryAfter is { } time ? Refused(message, GraphThrottle.Refusal((int)Math.Ceiling(time.TotalSeconds))) : null;
    }

    private GraphReply Run(GraphCall call, GraphMessage message, FaultHits hits)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        GraphReply reply;
        try
        {
            lock (Tenant.Workspace.Store.Gate)
            {
                Admit(message);
                if (options.Permissions is { } granted && !call.Method.Permissions.Any(granted.Contains))
                    throw GraphError.Denied();
                throttle.Spend(GraphThrottle.Cost(call.Method, call.Query), call.Method.IsRead, call.Now.Live(DirectoryObject.User).Count, headers);
                Purge();
                call.Unfinished = hits.Unfinished;
                if (hits.Lag is { } lag)
                    call.Seen = Tenant.Workspace.Store.Before(lag).Graph;
                reply = call.Method.Run(call);
            }
        }
        catch (GraphError refusal)
        {
            reply = Refused(message, refusal);
        }
        foreach (var (name, value) in headers)
            reply.Headers.TryAdd(name, value);
        reply.Headers.TryAdd("request-id", Guid.NewGuid().ToString());
        reply.Headers.TryAdd("OData-Version", "4.0");
        if (message.Header("client-request-id") is { } mark)
            reply.Headers.TryAdd("client-request-id", mark);
        return reply;
    }

    /// <summary>Deleted things leave for good when their time is over.</summary>
    private void Purge()
    {
        foreach (var item in Tenant.Workspace.Tables.Graph.DeletedBefore(Tenant.UtcNow - GraphTenant.DeletedLife))
            Tenant.Workspace.Store.Commit(new Change { ObjectGone = new DirectoryGone(item.Kind, item.Id, 0) });
    }
}
