using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Tokens;

namespace EduIct.Emulator.Protocol;

/// <summary>What every Directory call goes through: recognised, hit by faults, let in, counted, run, shaped.</summary>
internal sealed class Pipeline(Workspace workspace, TokenIssuer tokens, FaultInjector faults, RateQuota quota, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> requests = new(StringComparer.Ordinal);

    /// <summary>How many calls of each method arrived, refused ones included; token requests under <c>token</c>.</summary>
    public IReadOnlyDictionary<string, long> Requests => requests.ToDictionary(StringComparer.Ordinal);

    public void Count(string name) => requests.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <exception cref="ConnectionDropped">A fault cuts the connection.</exception>
    public async Task<ApiReply> RunAsync(ApiMessage message, CancellationToken cancellationToken)
    {
        if (Routes.Find(message.Verb, message.Target) is not var (method, path))
            return ApiReply.From(new ApiError(404, "notFound", "Not Found"));
        Count(method.Name);
        var hits = faults.Draw(method.Name, method.IsRead);
        if (hits.IsDown)
            throw new ConnectionDropped();
        if (hits.Delay > TimeSpan.Zero)
            await Task.Delay(hits.Delay, clock, cancellationToken);
        if (hits.DropsBefore)
            throw new ConnectionDropped();
        var reply = hits.Refusal ?? Run(new ApiCall(workspace, method, path, message), message, hits);
        return hits.DropsAfter ? throw new ConnectionDropped() : reply;
    }

    private ApiReply Run(ApiCall call, ApiMessage message, FaultHits hits)
    {
        try
        {
            lock (workspace.Store.Gate)
            {
                var user = tokens.Admit(message, call.Method);
                quota.Spend(user);
                workspace.PurgeDeleted();
                call.Unfinished = hits.Unfinished;
                if (hits.Lag is { } lag)
                    call.Seen = workspace.Store.Before(lag);
                // Looked at before the call, so that a mask with a wrong name stops a write too.
                var mask = call.Query["fields"] is { } fields ? FieldMask.Parse(fields, call.Method.Answer) : null;
                return Shape(call, call.Method.Run(call), mask);
            }
        }
        catch (ApiError refusal)
        {
            return ApiReply.From(refusal);
        }
    }

    private static ApiReply Shape(ApiCall call, JsonObject? json, FieldMask? mask)
    {
        if (json is null)
            return new ApiReply(204, null);
        var etag = (string?)json["etag"];
        if (etag is not null && call.Method.IsRead && call.IsKnown(etag))
            return new ApiReply(304, null) { ETag = etag };
        return new ApiReply(200, mask?.Apply(json) ?? json) { ETag = etag };
    }
}
