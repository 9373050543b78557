using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Tenants;

namespace EduIct.Google;

/// <summary>How to reach one customer of Google Workspace: a service account's key, and the administrator for whom it acts.</summary>
public sealed class GoogleDirectoryOptions
{
    /// <summary>Google's id of the customer (<c>C0…</c>), or <c>my_customer</c>, the default: the administrator's own.</summary>
    public string Customer { get; set; } = "my_customer";

    /// <summary>Address of the administrator for whom the service account acts (domain-wide delegation). Required.</summary>
    public string Admin { get; set; } = "";

    /// <summary>Path of the service account's JSON key file. Required.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Root of another server that speaks the Directory API: https, or http on the loopback. Null, the default: Google's own.</summary>
    public string? RootUrl { get; set; }

    /// <summary>How long to wait for one answer, a token fetched on the way included: above zero, at most an hour. Default 100 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The options of a provider of <c>tenant.json</c>.</summary>
    public static GoogleDirectoryOptions For(ProviderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new GoogleDirectoryOptions
        {
            Customer = settings.Customer,
            Admin = settings.Admin,
            KeyFile = settings.KeyFile,
            RootUrl = settings.RootUrl?.ToString(),
        };
    }

    /// <summary>Reads the key file and checks everything.</summary>
    /// <param name="key">The key, where nothing is wrong.</param>
    /// <param name="issues">
    /// All that is wrong: <c>google.customer</c>, <c>google.admin</c>, <c>google.root-url</c>, <c>google.request-timeout</c>, and what
    /// <see cref="GoogleServiceAccountKey.TryRead"/> says of the key file.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck([NotNullWhen(true)] out GoogleServiceAccountKey? key, out ImmutableArray<Issue> issues)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        if (string.IsNullOrEmpty(Customer) || !Customer.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            Add("google.customer", "customer",
                "Mã khách hàng là 'my_customer' hoặc mã dạng C0… ở bảng điều khiển quản trị, mục Tài khoản.",
                "The customer is 'my_customer', or an id such as C0… from the Admin console, Account.");
        }

        if (!EmailAddress.TryParse(Admin, out _))
        {
            Add("google.admin", "admin",
                $"'{Admin}' không phải địa chỉ thư điện tử của quản trị viên mà tài khoản dịch vụ thay mặt.",
                $"'{Admin}' is not the e-mail address of the administrator for whom the service account acts.");
        }

        if (RootUrl is not null && !SecureUri.TryParse(RootUrl, out _))
        {
            Add("google.root-url", "rootUrl",
                "Địa chỉ máy chủ phải là https (http chỉ được dùng với chính máy này). Để trống là máy chủ của Google.",
                "The root address must be https (http is for this very machine only). Without one, Google's own is used.");
        }

        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromHours(1))
        {
            Add("google.request-timeout", "requestTimeout",
                "Thời gian chờ phải lớn hơn 0 và không quá một giờ.",
                "The time to wait must be above zero and at most an hour.");
        }

        if (!GoogleServiceAccountKey.TryRead(KeyFile, out key, out ImmutableArray<Issue> ofKey))
        {
            found.AddRange(ofKey);
        }

        issues = found.ToImmutable();
        key = issues.IsEmpty ? key : null;
        return key is not null;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("google", Field: field), new LocalizedText(vi, en)));
    }
}
