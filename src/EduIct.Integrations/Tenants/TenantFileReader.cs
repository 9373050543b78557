using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Tenants;

/// <summary>Makes a tenant of the JSON, or tells every fault of it.</summary>
internal sealed class TenantFileReader
{
    private readonly string _folder;
    private readonly ImmutableArray<Issue>.Builder _issues = ImmutableArray.CreateBuilder<Issue>();
    private readonly JsonObjectReader _root;

    private TenantFileReader(JsonElement root, string path)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        _root = new JsonObjectReader(root, path, "", _issues);
    }

    public static TenantFileResult Read(JsonElement root, string path) => new TenantFileReader(root, path).Read();

    private TenantFileResult Read()
    {
        if (_root.Integer("version", 1, int.MaxValue) is not 1)
        {
            _root.Fault("version", "tenant.version", "Phải có \"version\": 1.", "Must say \"version\": 1.");
        }

        string? tenant = _root.Text("tenant", required: true);
        ImmutableArray<CodeSystem> keys = Systems();
        TenantScope? scope = Scope();
        ImmutableArray<ProviderSettings> providers = [.. _root.Objects("providers", required: true).Select(provider => ProviderReader.Read(provider, FullPath)).OfType<ProviderSettings>()];
        foreach (IGrouping<string, ProviderSettings> same in providers.GroupBy(provider => provider.Id).Where(group => group.Count() > 1))
        {
            _root.Fault("providers", "tenant.duplicate", $"Hai nhà cung cấp cùng id '{same.Key}'.", $"Two providers with the id '{same.Key}'.");
        }

        ImmutableArray<DomainPolicy> domains = [.. _root.Objects("domains", required: true).Select(domain => Domain(domain, providers)).OfType<DomainPolicy>()];
        JsonObjectReader? groups = _root.Object("groups");
        var policy = new TenantPolicy
        {
            Tenant = tenant ?? "",
            PersonKeys = keys,
            Scope = scope ?? new TenantScope([], []),
            Domains = domains,
            OrgUnits = OrgUnits(),
            ClassGroups = groups is null ? null : GroupTemplate(groups, "class"),
            StaffGroups = groups is null ? null : GroupTemplate(groups, "staff"),
            Posts = _root.Object("posts") is { } posts ? PostPolicyReader.Read(posts, providers, domains) : null,
            Leavers = Leavers(),
            Graduates = Graduates(),
            SeatPriority = SeatPriority(),
            Guards = Guards(),
        };
        groups?.Close();
        JsonObjectReader? handover = _root.Object("handover");
        string? certificate = handover?.Text("certificate", required: true);
        handover?.Close();
        _root.Text("$schema");
        _root.Close();
        return _issues.Count > 0
            ? TenantFileResult.Refused([.. _issues])
            : new TenantFileResult(
                new TenantFile { Policy = policy, Providers = providers, HandoverCertificate = certificate is null ? null : FullPath(certificate) },
                []);
    }

    private ImmutableArray<CodeSystem> Systems()
    {
        var systems = ImmutableArray.CreateBuilder<CodeSystem>();
        foreach ((int index, string name) in _root.Texts("personKeys", required: true).Index())
        {
            if (!CodeSystem.TryParse(name, out CodeSystem system))
            {
                _root.Fault($"personKeys/{index}", "tenant.bad-value", $"'{name}' không phải là tên hệ thống mã.", $"'{name}' does not name a code system (moet, oneroster, citizen, vendor:NAME).");
            }
            else if (system == PostKey.System)
            {
                _root.Fault($"personKeys/{index}", "tenant.bad-value", $"'{name}' là hệ thống mã của các chức danh.", $"'{name}' is the system of the posts' keys.");
            }
            else if (systems.Contains(system))
            {
                _root.Fault($"personKeys/{index}", "tenant.duplicate", $"'{name}' đã có.", $"'{name}' is there already.");
            }
            else
            {
                systems.Add(system);
            }
        }

        return systems.ToImmutable();
    }

    private TenantScope? Scope()
    {
        if (_root.Object("scope", required: true) is not { } scope)
        {
            return null;
        }

        var read = new TenantScope(scope.Texts("units", required: true), [.. scope.Texts("roles", required: true).Select(Role.Of)]);
        foreach ((int index, Role role) in read.Roles.Index().Where(pair => pair.Item.IsKin))
        {
            scope.Fault($"roles/{index}", "tenant.bad-value", $"'{role}' không được cấp tài khoản.", $"'{role}' gets no account.");
        }

        scope.Close();
        return read;
    }

    private static DomainPolicy? Domain(JsonObjectReader domain, ImmutableArray<ProviderSettings> providers)
    {
        string? name = domain.Text("domain", required: true)?.ToLowerInvariant();
        if (name is not null && !EmailAddress.IsDomain(name))
        {
            domain.Fault("domain", "tenant.bad-value", $"'{name}' không phải là tên miền.", $"'{name}' is not a domain.");
        }

        string? provider = domain.Text("provider", required: true);
        if (provider is not null && providers.All(known => known.Id != provider))
        {
            domain.Fault("provider", "tenant.bad-value", $"Không có nhà cung cấp '{provider}'.", $"There is no provider '{provider}'.");
        }

        ImmutableArray<string> units = domain.Texts("units");
        ImmutableArray<Role> roles = [.. domain.Texts("roles").Select(Role.Of)];
        ImmutableArray<string> patterns = domain.Texts("patterns", required: true);
        foreach ((int index, string pattern) in patterns.Index())
        {
            CheckPattern(domain, $"patterns/{index}", pattern);
        }

        domain.Close();
        return name is null || provider is null ? null : new DomainPolicy(name, provider, units, roles, patterns);
    }

    private ImmutableDictionary<Role, string> OrgUnits()
    {
        var templates = ImmutableDictionary.CreateBuilder<Role, string>();
        if (_root.Object("orgUnits") is { } orgUnits)
        {
            foreach (string role in orgUnits.Names())
            {
                if (orgUnits.Text(role) is { } template)
                {
                    if (!OrgUnitTemplate.TryParse(template, out _, out ImmutableArray<Issue> faults))
                    {
                        foreach (Issue fault in faults)
                        {
                            orgUnits.Fault(role, fault.Code, fault.Message.Vi, fault.Message.En);
                        }
                    }

                    templates[Role.Of(role)] = template;
                }
            }
        }

        return templates.ToImmutable();
    }

    private static string? GroupTemplate(JsonObjectReader groups, string name)
    {
        string? template = groups.Text(name);
        if (template is not null)
        {
            CheckPattern(groups, name, template);
        }

        return template;
    }

    private static void CheckPattern(JsonObjectReader reader, string name, string pattern)
    {
        if (!AddressPattern.TryParse(pattern, out _, out ImmutableArray<Issue> faults))
        {
            foreach (Issue fault in faults)
            {
                reader.Fault(name, fault.Code, $"{fault.Place.Column}: {fault.Message.Vi}", $"{fault.Place.Column}: {fault.Message.En}");
            }
        }
    }

    private LeaverPolicy Leavers()
    {
        if (_root.Object("leavers") is not { } leavers)
        {
            return new LeaverPolicy();
        }

        string? orgUnit = leavers.Text("orgUnit");
        OrgUnitPath path = default;
        if (orgUnit is not null && !OrgUnitPath.TryParse(orgUnit, out path))
        {
            leavers.Fault("orgUnit", "tenant.bad-value", $"'{orgUnit}' không phải là đường dẫn, như '/DaNghi'.", $"'{orgUnit}' is not a path, as in '/DaNghi'.");
        }

        var policy = new LeaverPolicy
        {
            Suspend = leavers.Flag("suspend", true),
            OrgUnit = orgUnit is null ? null : path,
            DeleteAfterDays = leavers.Integer("deleteAfterDays", 1, 36_500),
        };
        leavers.Close();
        return policy;
    }

    private GraduatePolicy Graduates()
    {
        var policy = new GraduatePolicy();
        if (_root.Object("graduates") is { } graduates)
        {
            string? text = graduates.Text("keepUntil");
            LocalDate? until = null;
            if (text is not null)
            {
                ParseResult<LocalDate> date = LocalDatePattern.Iso.Parse(text);
                until = date.Success ? date.Value : null;
                if (!date.Success)
                {
                    graduates.Fault("keepUntil", "tenant.bad-value", $"'{text}' không phải là ngày (2027-06-30).", $"'{text}' is not a date (2027-06-30).");
                }
            }

            policy = policy with { KeepUntil = until, Share = graduates.Share("share") ?? policy.Share };
            graduates.Close();
        }

        return policy;
    }

    private ImmutableArray<Role> SeatPriority()
    {
        if (_root.Object("seats") is not { } seats)
        {
            return [];
        }

        ImmutableArray<Role> priority = [.. seats.Texts("priority", required: true).Select(Role.Of)];
        seats.Close();
        return priority;
    }

    private GuardPolicy Guards()
    {
        var policy = new GuardPolicy();
        if (_root.Object("guards") is { } guards)
        {
            var protectedAddresses = ImmutableHashSet.CreateBuilder<EmailAddress>();
            foreach ((int index, string text) in guards.Texts("protected").Index())
            {
                if (EmailAddress.TryParse(text, out EmailAddress address))
                {
                    protectedAddresses.Add(address);
                }
                else
                {
                    guards.Fault($"protected/{index}", "tenant.bad-value", $"'{text}' không phải là địa chỉ thư.", $"'{text}' is not an e-mail address.");
                }
            }

            policy = new GuardPolicy
            {
                LeaversShare = guards.Share("leaversShare") ?? policy.LeaversShare,
                HoldersShare = guards.Share("holdersShare") ?? policy.HoldersShare,
                Deletions = guards.Integer("deletions", 0, int.MaxValue) ?? policy.Deletions,
                Protected = protectedAddresses.ToImmutable(),
                StaleShare = guards.Share("staleShare") ?? policy.StaleShare,
            };
            guards.Close();
        }

        return policy;
    }

    private string FullPath(string path) => Path.GetFullPath(Path.Combine(_folder, path));
}
