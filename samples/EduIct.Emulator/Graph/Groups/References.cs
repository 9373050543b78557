using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Groups;

/// <summary>Links by reference: <c>{"@odata.id": "…/directoryObjects/ID"}</c>, one of them or up to twenty.</summary>
internal static class References
{
    private const int MaxBound = 20;
    private static readonly string[] Sets = ["directoryObjects", "users", "groups", "education"];

    /// <summary>The thing that a body points at.</summary>
    public static DirectoryObject Target(GraphCall call, JsonObject body) =>
        body["@odata.id"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? Find(call, value.GetValue<string>())
            : throw new GraphError(400, "Request_BadRequest", "Invalid URL format specified in request.");

    /// <summary>The things that <c>name@odata.bind</c> points at; none without it.</summary>
    public static IReadOnlyList<DirectoryObject> Bound(GraphCall call, JsonObject body, string name)
    {
        if (body[name + "@odata.bind"] is not { } node)
            return [];
        if (node is not JsonArray urls || urls.Any(url => url?.GetValueKind() != JsonValueKind.String))
            throw GraphError.Bad($"Invalid value specified for '{name}@odata.bind'.");
        if (urls.Count > MaxBound)
            throw GraphError.Bad($"The number of references in '{name}@odata.bind' exceeds the maximum of {MaxBound}.");
        return [.. urls.Select(url => Find(call, (string)url!))];
    }

    /// <summary>Adds all of them or, where one is there already, none.</summary>
    public static void Add(GraphCall call, string kind, string from, IReadOnlyList<DirectoryObject> things)
    {
        if (things.Any(thing => call.Now.Links.Has(kind, from, thing.Id)) || things.Select(thing => thing.Id).Distinct(StringComparer.Ordinal).Count() != things.Count)
            throw GraphError.Bad($"One or more added object references already exist for the following modified properties: '{kind}'.");
        call.Commit([.. things.Select(thing => new Change { Link = new DirectoryLink(kind, from, thing.Id) })]);
    }

    public static void Remove(GraphCall call, string kind, string from, string to)
    {
        if (!call.Now.Links.Has(kind, from, to))
            throw GraphError.NotFound(to);
        call.Commit(new Change { LinkGone = new DirectoryLink(kind, from, to) });
    }

    private static DirectoryObject Find(GraphCall call, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.AbsolutePath.Trim('/').Split('/') is not [_, var set, .., var key] || !Sets.Contains(set, StringComparer.OrdinalIgnoreCase))
            throw new GraphError(400, "Request_BadRequest", "Invalid URL format specified in request.");
        key = Uri.UnescapeDataString(key);
        var thing = set == "users" || uri.AbsolutePath.Contains("/education/users/", StringComparison.OrdinalIgnoreCase) ? call.Now.User(key) : call.Now.LiveById(key);
        return thing is not null && !call.Tenant.Workspace.IsDelayed(thing.Id, "graph") ? thing : throw GraphError.NotFound(key);
    }
}
