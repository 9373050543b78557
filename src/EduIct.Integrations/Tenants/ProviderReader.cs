using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Tenants;

/// <summary>Reads one entry of <c>providers</c>: what is common, then what its kind needs.</summary>
internal sealed class ProviderReader
{
    private const int GoogleCalls = 2400;
    private const int GraphCalls = 1200;
    private readonly JsonObjectReader _provider;
    private readonly Func<string, string> _fullPath;

    private ProviderReader(JsonObjectReader provider, Func<string, string> fullPath) => (_provider, _fullPath) = (provider, fullPath);

    /// <summary>The settings, or null where something that they cannot do without is missing; every fault is with the reader then.</summary>
    public static ProviderSettings? Read(JsonObjectReader provider, Func<string, string> fullPath) => new ProviderReader(provider, fullPath).Read();

    private ProviderSettings? Read()
    {
        string? kind = _provider.Text("kind", required: true);
        string? id = _provider.Text("id", required: true);
        Uri? root = Url("rootUrl");
        JsonObjectReader? budget = _provider.Object("budget");
        int? calls = budget?.Integer("callsPerMinute", 1, 1_000_000);
        budget?.Close();
        ProviderSettings? settings = kind switch
        {
            "google" => Google(kind, id ?? "", calls),
            "exchange" => Exchange(kind, id ?? "", calls),
            _ => null,
        };
        if (settings is null && kind is not null and not "google" and not "exchange")
        {
            // What belongs to a kind that nobody knows cannot be told from what does not.
            _provider.Fault("kind", "tenant.bad-value", $"Không biết nhà cung cấp '{kind}'; hiện có: google, exchange.", $"Unknown kind of provider '{kind}'; known: google, exchange.");
            return null;
        }

        if (kind is not null)
        {
            _provider.Close();
        }

        return id is null || settings is null ? null : settings with { RootUrl = root };
    }

    private ProviderSettings? Google(string kind, string id, int? calls)
    {
        string? customer = _provider.Text("customer");
        string? admin = _provider.Text("admin", required: true);
        if (admin is not null && !EmailAddress.TryParse(admin, out _))
        {
            _provider.Fault("admin", "tenant.bad-value", $"'{admin}' không phải là địa chỉ thư.", $"'{admin}' is not an e-mail address.");
        }

        string? keyFile = _provider.Text("keyFile", required: true);
        return admin is null || keyFile is null ? null : new ProviderSettings
        {
            Kind = kind,
            Id = id,
            Customer = customer ?? "my_customer",
            Admin = admin,
            KeyFile = _fullPath(keyFile),
            CallsPerMinute = calls ?? GoogleCalls,
        };
    }

    private ProviderSettings? Exchange(string kind, string id, int? calls)
    {
        string? tenantId = _provider.Text("tenantId", required: true);
        if (tenantId is not null && !IsGuid(tenantId) && !EmailAddress.IsDomain(tenantId))
        {
            _provider.Fault("tenantId", "tenant.bad-value", $"'{tenantId}' không phải là GUID hay tên miền.", $"'{tenantId}' is neither a GUID nor a domain.");
        }

        bool managed = _provider.Flag("managedIdentity", false);
        string? secret = _provider.Text("secretFile");
        string? certificate = _provider.Text("certificateFile");
        if ((managed ? 1 : 0) + (secret is null ? 0 : 1) + (certificate is null ? 0 : 1) != 1)
        {
            _provider.Fault("", "tenant.bad-value",
                "Cần đúng một trong secretFile, certificateFile và managedIdentity.", "Needs exactly one of secretFile, certificateFile and managedIdentity.");
        }

        string? clientId = _provider.Text("clientId", required: !managed);
        if (clientId is not null && !IsGuid(clientId))
        {
            _provider.Fault("clientId", "tenant.bad-value", $"'{clientId}' không phải là GUID.", $"'{clientId}' is not a GUID.");
        }

        string usageLocation = _provider.Text("usageLocation") ?? "VN";
        if (usageLocation.Length != 2 || !usageLocation.All(char.IsAsciiLetterUpper))
        {
            _provider.Fault("usageLocation", "tenant.bad-value", $"'{usageLocation}' không phải là mã nước hai chữ hoa, như VN.", $"'{usageLocation}' is not a country code of two capitals, as VN.");
        }

        bool education = _provider.Flag("education", false);
        Uri? authority = Url("authorityUrl");
        ImmutableDictionary<Role, string> licences = Licences();
        return tenantId is null ? null : new ProviderSettings
        {
            Kind = kind,
            Id = id,
            CallsPerMinute = calls ?? GraphCalls,
            Exchange = new ExchangeSettings
            {
                TenantId = tenantId,
                ClientId = clientId,
                SecretFile = secret is null ? null : _fullPath(secret),
                CertificateFile = certificate is null ? null : _fullPath(certificate),
                ManagedIdentity = managed,
                AuthorityUrl = authority,
                Licences = licences,
                UsageLocation = usageLocation,
                Education = education,
            },
        };
    }

    private ImmutableDictionary<Role, string> Licences()
    {
        var licences = ImmutableDictionary.CreateBuilder<Role, string>();
        if (_provider.Object("licences") is { } named)
        {
            foreach (string name in named.Names())
            {
                if (named.Text(name) is not { } licence)
                {
                    continue;
                }

                if (!licence.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                {
                    named.Fault(name, "tenant.bad-value", $"'{licence}' không phải là skuPartNumber hay skuId.", $"'{licence}' is neither a skuPartNumber nor a skuId.");
                }

                licences[Role.Of(name)] = licence;
            }
        }

        return licences.ToImmutable();
    }

    private Uri? Url(string name)
    {
        if (_provider.Text(name) is not { } text)
        {
            return null;
        }

        // Tokens and passwords travel here: in clear only where they do not leave the machine.
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return url;
        }

        _provider.Fault(name, "tenant.bad-value", $"'{text}' phải là https (http chỉ cho 127.0.0.1).", $"'{text}' must be https (http for loopback only).");
        return null;
    }

    private static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out _);
}
