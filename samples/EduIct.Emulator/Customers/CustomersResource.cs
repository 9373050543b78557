using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Customers;

/// <summary>The customer and its domains: read only here, they are given when the emulator starts.</summary>
internal static class CustomersResource
{
    private static readonly DateTimeOffset Founded = new(2020, 9, 5, 0, 0, 0, TimeSpan.Zero);

    public static JsonObject Get(ApiCall call)
    {
        var workspace = call.Workspace;
        if (call["customerKey"] is var key && key != "my_customer" && key != workspace.Customer && key != workspace.Domains[0])
            throw ApiError.NotFound("customerKey");
        return new JsonObject
        {
            ["kind"] = "admin#directory#customer",
            ["id"] = workspace.Customer,
            ["etag"] = Wire.ETag(workspace.Customer, workspace.Domains[0]),
            ["customerDomain"] = workspace.Domains[0],
            ["customerCreationTime"] = Wire.Time(Founded),
            ["language"] = "vi",
            ["postalAddress"] = new JsonObject { ["countryCode"] = "VN" },
        };
    }

    public static JsonObject ListDomains(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customer"]);
        return new JsonObject
        {
            ["kind"] = "admin#directory#domains",
            ["etag"] = Wire.ETag([.. call.Workspace.Domains]),
            ["domains"] = new JsonArray([.. call.Workspace.Domains.Select(domain => Render(call, domain))]),
        };
    }

    public static JsonObject GetDomain(ApiCall call)
    {
        call.Workspace.RequireCustomer(call["customer"]);
        var domain = call.Workspace.Domains.FirstOrDefault(name => name.Equals(call["domainName"], StringComparison.OrdinalIgnoreCase));
        return domain is null ? throw new ApiError(404, "notFound", "Domain not found") : Render(call, domain);
    }

    private static JsonObject Render(ApiCall call, string domain) => new()
    {
        ["kind"] = "admin#directory#domain",
        ["etag"] = Wire.ETag("domain", domain),
        ["domainName"] = domain,
        ["isPrimary"] = domain == call.Workspace.Domains[0],
        ["verified"] = true,
        ["creationTime"] = Founded.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };
}
