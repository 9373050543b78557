using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Query;

/// <summary>Which properties an answer shows.</summary>
internal sealed class Selection
{
    private readonly EntityType type;
    private readonly IReadOnlyList<string> names;
    private readonly bool isAsked;

    private Selection(EntityType type, IReadOnlyList<string> names, bool isAsked) => (this.type, this.names, this.isAsked) = (type, names, isAsked);

    public static Selection Of(GraphCall call, EntityType type) => Of(type, call.Query.Select);

    public static Selection Of(EntityType type, IReadOnlyList<string>? asked)
    {
        if (asked is not { Count: > 0 })
            return Default(type);
        if (asked.FirstOrDefault(name => !type.Knows(name) && !type.Standard.Contains(name)) is { } unknown)
            throw new GraphError(400, "BadRequest", $"Parsing OData Select and Expand failed: Could not find a property named '{unknown}' on type 'microsoft.graph.{type.Name}'.");
        return new Selection(type, asked, isAsked: true);
    }

    public static Selection Default(EntityType type) => new(type, type.Standard, isAsked: false);

    /// <summary>How the context of an answer names what was selected.</summary>
    public string Context => isAsked ? $"{type.Set}({string.Join(',', names)})" : type.Set;

    public GraphReply One(GraphCall call, DirectoryObject item)
    {
        var json = new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{Context}/$entity" };
        foreach (var (name, value) in Render(item))
            json[name] = value?.DeepClone();
        return new GraphReply(200, json);
    }

    public JsonObject Render(DirectoryObject item)
    {
        var json = new JsonObject();
        foreach (var name in names)
            json[name] = Value(item, name);
        return json;
    }

    public static JsonNode? Value(DirectoryObject item, string name) => name switch
    {
        "id" => item.Id,
        "createdDateTime" => Time(item.Created),
        "deletedDateTime" => item.Deleted is { } at ? Time(at) : null,
        "proxyAddresses" or "assignedLicenses" or "businessPhones" or "otherMails" or "groupTypes" or "resourceBehaviorOptions" or "resourceProvisioningOptions" =>
            item.Properties[name]?.DeepClone() ?? new JsonArray(),
        "onPremisesExtensionAttributes" => Extensions(item),
        // A password is written and never read.
        "passwordProfile" => null,
        _ => item.Properties[name]?.DeepClone(),
    };

    private static JsonObject Extensions(DirectoryObject item)
    {
        var given = item.Properties["onPremisesExtensionAttributes"] as JsonObject;
        var all = new JsonObject();
        for (var i = 1; i <= 15; i++)
            all[$"extensionAttribute{i}"] = given?[$"extensionAttribute{i}"]?.DeepClone();
        return all;
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
