using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Planning;
using EduIct.Posts;

namespace EduIct.Tenants;

/// <summary>Reads the <c>posts</c> of a <c>tenant.json</c>.</summary>
internal static class PostPolicyReader
{
    /// <summary>The policy; null where a part is missing that it cannot do without, which is told.</summary>
    public static PostPolicy? Read(JsonObjectReader posts, ImmutableArray<ProviderSettings> providers, ImmutableArray<DomainPolicy> domains)
    {
        string? provider = posts.Text("provider", required: true);
        if (provider is not null && providers.All(known => known.Id != provider))
        {
            posts.Fault("provider", "tenant.bad-value", $"Không có nhà cung cấp '{provider}'.", $"There is no provider '{provider}'.");
        }

        string? form = posts.Text("as", required: true);
        if (form is not (null or "group" or "account"))
        {
            posts.Fault("as", "tenant.bad-value", $"'{form}' không phải là group hoặc account.", $"'{form}' is not group or account.");
        }

        string? domain = posts.Text("domain")?.ToLowerInvariant();
        if (domain is not null && !EmailAddress.IsDomain(domain))
        {
            posts.Fault("domain", "tenant.bad-value", $"'{domain}' không phải là tên miền.", $"'{domain}' is not a domain.");
        }
        else if (domains.Where(known => known.Domain == domain).Select(known => known.Provider).ToArray() is { Length: > 0 } holders && provider is not null && !holders.Contains(provider))
        {
            // The mail of one domain goes to one place.
            posts.Fault("domain", "tenant.bad-value", $"'{domain}' ở nhà cung cấp '{holders[0]}', không ở '{provider}'.", $"'{domain}' is at the provider '{holders[0]}', not at '{provider}'.");
        }

        string? orgUnit = posts.Text("orgUnit");
        if (orgUnit is not null && form == "group")
        {
            posts.Fault("orgUnit", "tenant.bad-value", "Nhóm không nằm trong đơn vị tổ chức nào; orgUnit chỉ dùng với \"as\": \"account\".", "A group stands in no organisational unit; orgUnit goes with \"as\": \"account\".");
        }

        if (orgUnit is not null && !OrgUnitTemplate.TryParse(orgUnit, out _, out ImmutableArray<Issue> faults))
        {
            foreach (Issue fault in faults)
            {
                posts.Fault("orgUnit", fault.Code, fault.Message.Vi, fault.Message.En);
            }
        }

        posts.Close();
        return provider is null || form is null ? null : new PostPolicy(provider, form == "account" ? PostForm.Account : PostForm.Group) { Domain = domain, OrgUnit = orgUnit };
    }
}
