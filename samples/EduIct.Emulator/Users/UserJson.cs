using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Users;

/// <summary>An account as the API shows it. Nothing of a password is in it.</summary>
internal sealed class UserJson(Workspace workspace, Tables tables, string projection, string[] schemas, bool publicView)
{
    private const string Never = "1970-01-01T00:00:00.000Z";
    private static readonly string[] PublicFields = ["kind", "id", "etag", "primaryEmail", "name", "emails", "organizations", "phones", "locations"];

    public static UserJson For(ApiCall call)
    {
        var projection = call.Query.OneOf("projection", "basic", "custom", "full") ?? "basic";
        var schemas = call.Query["customFieldMask"]?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (projection == "custom" && schemas.Length == 0)
            throw ApiError.InvalidInput("custom_field_mask");
        var view = call.Query.OneOf("viewType", "admin_view", "domain_public");
        return new UserJson(call.Workspace, call.Seen, projection, schemas, view == "domain_public");
    }

    public static UserJson Written(Workspace workspace) => new(workspace, workspace.Tables, "full", [], publicView: false);

    public static string ETag(Tables tables, UserRecord user) =>
        Wire.ETag(user.Id, user.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), tables.PathOf(user));

    public JsonObject Render(UserRecord user)
    {
        var name = new JsonObject
        {
            ["givenName"] = user.GivenName,
            ["familyName"] = user.FamilyName,
            ["fullName"] = $"{user.GivenName} {user.FamilyName}",
        };
        if (user.DisplayName is not null)
            name["displayName"] = user.DisplayName;
        var json = new JsonObject
        {
            ["kind"] = "admin#directory#user",
            ["id"] = user.Id,
            ["etag"] = ETag(tables, user),
            ["primaryEmail"] = user.PrimaryEmail,
            ["name"] = name,
            ["isAdmin"] = user.IsAdmin,
            ["isDelegatedAdmin"] = false,
            ["lastLoginTime"] = Never,
            ["creationTime"] = Wire.Time(user.Created),
            ["agreedToTerms"] = false,
            ["suspended"] = user.Suspended,
            ["archived"] = false,
            ["changePasswordAtNextLogin"] = false,
            ["ipWhitelisted"] = false,
            ["includeInGlobalAddressList"] = true,
        };
        AddProfile(json, user);
        if (user.Aliases.Count > 0)
            json["aliases"] = new JsonArray([.. user.Aliases.Select(alias => JsonValue.Create(alias))]);
        json["customerId"] = workspace.Customer;
        json["orgUnitPath"] = tables.PathOf(user);
        json["isMailboxSetup"] = true;
        json["isEnrolledIn2Sv"] = false;
        json["isEnforcedIn2Sv"] = false;
        if (user.Suspended)
            json["suspensionReason"] = "ADMIN";
        if (user.Deleted is { } deleted)
            json["deletionTime"] = Wire.Time(deleted);
        if (publicView)
            foreach (var field in json.Select(field => field.Key).Except(PublicFields).ToArray())
                json.Remove(field);
        return json;
    }

    private void AddProfile(JsonObject json, UserRecord user)
    {
        var profile = (JsonObject)JsonNode.Parse(user.Profile)!;
        var emails = new JsonArray(new JsonObject { ["address"] = user.PrimaryEmail, ["primary"] = true });
        foreach (var alias in user.Aliases)
            emails.Add(new JsonObject { ["address"] = alias });
        foreach (var (field, value) in profile.ToArray())
        {
            profile.Remove(field);
            if (field == "emails")
                foreach (var email in ((JsonArray)value!).ToArray().Where(email => !user.Addresses.Contains(((JsonObject)email!).Text("address"))))
                    emails.Add(email!.DeepClone());
            else if (field == "customSchemas")
                AddSchemas(json, (JsonObject)value!);
            else
                json[field] = value;
        }
        json["emails"] = emails;
    }

    private void AddSchemas(JsonObject json, JsonObject all)
    {
        if (projection == "basic")
            return;
        if (projection == "custom")
            foreach (var schema in all.Select(schema => schema.Key).Except(schemas).ToArray())
                all.Remove(schema);
        json["customSchemas"] = all;
    }
}
