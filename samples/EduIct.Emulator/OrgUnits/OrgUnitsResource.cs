using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.OrgUnits;

/// <summary>The methods on organisational units.</summary>
internal static class OrgUnitsResource
{
    public static JsonObject Get(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customerId"]);
        return Render(call.Seen, Find(call, call.Seen));
    }

    public static JsonObject List(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customerId"]);
        var tables = call.Seen;
        var top = tables.OrgUnits.Find(call.Query["orgUnitPath"] ?? "/") ?? throw Missing();
        IEnumerable<OrgUnitRecord> units = call.Query.OneOf("type", "all", "children", "allIncludingParent") switch
        {
            "all" => tables.OrgUnits.All.Where(unit => unit.Id != top.Id && tables.OrgUnits.IsWithin(unit.Id, top.Id)),
            "allIncludingParent" => tables.OrgUnits.All.Where(unit => tables.OrgUnits.IsWithin(unit.Id, top.Id)),
            _ => tables.OrgUnits.ChildrenOf(top.Id).OrderBy(unit => unit.Name, StringComparer.OrdinalIgnoreCase),
        };
        var shown = units.ToArray();
        var list = new JsonObject
        {
            ["kind"] = "admin#directory#orgUnits",
            ["etag"] = Wire.ETag([.. shown.Select(unit => ETag(tables, unit))]),
        };
        if (shown.Length > 0)
            list["organizationUnits"] = new JsonArray([.. shown.Select(unit => Render(tables, unit))]);
        return list;
    }

    public static JsonObject Insert(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customerId"]);
        var body = call.Body("orgUnit");
        var name = Name(body) ?? throw ApiError.Required("name");
        var parent = Parent(call, body) ?? throw ApiError.Required("parentOrgUnitPath");
        RequireFree(call, parent, name, self: null);
        var path = $"{call.Workspace.Tables.OrgUnits.PathOf(parent.Id)}/{name.ToLowerInvariant()}";
        var unit = new OrgUnitRecord
        {
            Id = call.Workspace.NewId("orgUnit", path, IdText, id => call.Workspace.Tables.OrgUnits.ById(id) is not null),
            ParentId = parent.Id,
            Name = name,
            Description = body.Text("description") ?? "",
            BlockInheritance = body.Flag("blockInheritance") ?? false,
        };
        return Commit(call, unit);
    }

    public static JsonObject Patch(ApiCall call)
    {
        var unit = Writable(call);
        var body = call.Body("orgUnit");
        var parent = Parent(call, body);
        if (unit.ParentId is null && (parent is not null || body.ContainsKey("name")))
            throw ApiError.Invalid("Invalid Ou Id");
        if (parent is not null && call.Workspace.Tables.OrgUnits.IsWithin(parent.Id, unit.Id))
            throw ApiError.Invalid("Invalid Parent Orgunit Id");
        var changed = unit with
        {
            Name = Name(body) ?? unit.Name,
            ParentId = parent?.Id ?? unit.ParentId,
            Description = body.ContainsKey("description") ? body.Text("description") ?? "" : unit.Description,
            BlockInheritance = body.Flag("blockInheritance") ?? unit.BlockInheritance,
        };
        if (changed.ParentId is { } above)
            RequireFree(call, call.Workspace.Tables.OrgUnits.ById(above)!, changed.Name, unit.Id);
        return Commit(call, changed);
    }

    public static JsonObject? Delete(ApiCall call)
    {
        var unit = Writable(call);
        var tables = call.Workspace.Tables;
        if (unit.ParentId is null)
            throw ApiError.Invalid("Invalid Ou Id");
        if (tables.OrgUnits.ChildrenOf(unit.Id).Any() || tables.Users.All.Any(user => user.OrgUnitId == unit.Id && user.Deleted is null))
            throw ApiError.Precondition("OU not empty");
        call.Workspace.Store.Commit(new Change { OrgUnitGone = unit.Id });
        return null;
    }

    /// <summary>The form in which Google writes a unit's id: <c>id:</c>, then lower case letters and digits.</summary>
    public static string IdText(ulong hash) => "id:03" + hash.ToString("x", CultureInfo.InvariantCulture);

    private static JsonObject Commit(ApiCall call, OrgUnitRecord unit)
    {
        call.Workspace.Store.Commit(new Change { OrgUnit = unit });
        return Render(call.Workspace.Tables, call.Workspace.Tables.OrgUnits.ById(unit.Id)!);
    }

    private static OrgUnitRecord Writable(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customerId"]);
        var unit = Find(call, call.Workspace.Tables);
        call.RequireMatch(ETag(call.Workspace.Tables, unit));
        return unit;
    }

    private static OrgUnitRecord Find(ApiCall call, Tables tables) => tables.OrgUnits.Find(call["orgUnitPath"]) ?? throw Missing();

    private static ApiError Missing() => new(404, "notFound", "Org unit not found");

    private static string? Name(JsonObject body)
    {
        if (!body.ContainsKey("name"))
            return null;
        var name = body.Text("name")?.Trim();
        return name is { Length: > 0 } && !name.Contains('/', StringComparison.Ordinal) ? name : throw ApiError.Invalid("Invalid Ou Name");
    }

    private static OrgUnitRecord? Parent(ApiCall call, JsonObject body)
    {
        var units = call.Workspace.Tables.OrgUnits;
        var key = body.Text("parentOrgUnitId") ?? body.Text("parentOrgUnitPath");
        if (key is null)
            return null;
        var isKey = key.StartsWith("id:", StringComparison.Ordinal) || key.StartsWith('/');
        return (isKey ? units.Find(key) : null) ?? throw ApiError.Invalid("Invalid Parent Orgunit Id");
    }

    private static void RequireFree(ApiCall call, OrgUnitRecord parent, string name, string? self)
    {
        if (call.Workspace.Tables.OrgUnits.ChildrenOf(parent.Id)
            .Any(unit => unit.Id != self && unit.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw ApiError.Duplicate();
    }

    private static string ETag(Tables tables, OrgUnitRecord unit) =>
        Wire.ETag(unit.Id, unit.Revision.ToString(CultureInfo.InvariantCulture), tables.OrgUnits.PathOf(unit.Id)!);

    private static JsonObject Render(Tables tables, OrgUnitRecord unit)
    {
        var json = new JsonObject
        {
            ["kind"] = "admin#directory#orgUnit",
            ["etag"] = ETag(tables, unit),
            ["name"] = unit.Name,
            ["description"] = unit.Description,
            ["orgUnitPath"] = tables.OrgUnits.PathOf(unit.Id),
            ["orgUnitId"] = unit.Id,
            ["blockInheritance"] = unit.BlockInheritance,
        };
        if (unit.ParentId is { } parent)
        {
            json["parentOrgUnitPath"] = tables.OrgUnits.PathOf(parent);
            json["parentOrgUnitId"] = parent;
        }
        return json;
    }
}
