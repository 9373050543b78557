using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Licences;

/// <summary>What the tenant has bought, and who gets it.</summary>
internal static class LicenceMethods
{
    public static GraphReply List(GraphCall call) => new(200, new JsonObject
    {
        ["@odata.context"] = $"{call.Message.Root}/$metadata#subscribedSkus",
        ["value"] = new JsonArray([.. call.Tenant.Skus.Select(sku => Render(call, sku))]),
    });

    /// <summary>Both lists are needed, either may be empty; all or nothing.</summary>
    public static GraphReply Assign(GraphCall call)
    {
        var user = GraphUsers.Finished(call, call.Now);
        var body = call.Body();
        if (body["addLicenses"] is not JsonArray added || body["removeLicenses"] is not JsonArray removed)
            throw GraphError.Bad("One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses, removeLicenses.");
        var has = (user.Properties["assignedLicenses"] as JsonArray ?? []).ToDictionary(licence => (string)licence!["skuId"]!, licence => licence!.DeepClone(), StringComparer.OrdinalIgnoreCase);
        foreach (var id in removed.Select(node => node?.ToString() ?? ""))
            if (!has.Remove(Seats.Find(call, id).Id))
                throw GraphError.Bad("User does not have a corresponding license.");
        foreach (var licence in added)
        {
            var sku = Seats.Find(call, (licence as JsonObject)?["skuId"]?.ToString() ?? "");
            if (user.Text("usageLocation") is null)
                throw GraphError.Bad("License assignment cannot be done for user with invalid usage location.");
            if (!has.ContainsKey(sku.Id) && Seats.Free(call, sku.Id) <= 0)
                throw GraphError.Bad($"Subscription with SKU {sku.Id} does not have any available licenses.");
            has[sku.Id] = new JsonObject
            {
                ["skuId"] = sku.Id,
                ["disabledPlans"] = licence!["disabledPlans"]?.DeepClone() ?? new JsonArray(),
            };
        }
        var changed = user.With(properties => properties["assignedLicenses"] = new JsonArray([.. has.Values]));
        call.Commit(new Change { Object = has.Count > 0 ? WithMailbox(call, changed) : changed with { MailboxFrom = null } });
        return Selection.Default(EntityType.User).One(call, call.Now.ById(user.Id)!);
    }

    /// <summary>Exchange makes a mailbox under the userPrincipalName, some time after the licence.</summary>
    private static DirectoryObject WithMailbox(GraphCall call, DirectoryObject user)
    {
        if (user.MailboxFrom is not null)
            return user;
        var ready = user with { MailboxFrom = call.Tenant.UtcNow + call.Tenant.MailboxDelay + call.Unfinished };
        return user.Text("mail") is null ? ready.With(properties => GraphAddresses.SetPrimary(properties, user.Text("userPrincipalName")!)) : ready;
    }

    private static JsonObject Render(GraphCall call, Sku sku) => new()
    {
        ["accountName"] = "EduIctEmulator",
        ["accountId"] = call.Tenant.TenantId,
        ["appliesTo"] = "User",
        ["capabilityStatus"] = "Enabled",
        ["consumedUnits"] = call.Seen.SeatsTaken(sku.Id),
        ["id"] = $"{call.Tenant.TenantId}_{sku.Id}",
        ["skuId"] = sku.Id,
        ["skuPartNumber"] = sku.PartNumber,
        ["subscriptionIds"] = new JsonArray(),
        ["prepaidUnits"] = new JsonObject { ["enabled"] = sku.Seats, ["suspended"] = 0, ["warning"] = 0, ["lockedOut"] = 0 },
        ["servicePlans"] = new JsonArray([.. sku.Plans.Select(plan => new JsonObject
        {
            ["servicePlanId"] = plan.Id,
            ["servicePlanName"] = plan.Name,
            ["provisioningStatus"] = "Success",
            ["appliesTo"] = "User",
        })]),
    };
}
