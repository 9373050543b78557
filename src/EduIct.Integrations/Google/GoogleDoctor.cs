using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Google.DirectoryV1;
using EduIct.Google.DirectoryV1.Data;
using EduIct.Issues;

namespace EduIct.Google;

/// <summary>
/// Looks, read-only, at all that must be right before a tenant of Google Workspace is worked on: the key file, the clock, the delegation
/// and its scopes, the API, the administrator, the customer, the domains and the rate budget. Sends about ten small requests.
/// </summary>
public sealed class GoogleDoctor
{
    /// <summary>Queries a minute that Google allows one user of one project (source: Directory API, "Limits and quotas").</summary>
    public const int DocumentedCallsPerMinute = 2400;

    /// <summary>Google refuses assertions whose times are further than this from its own clock.</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    private readonly GoogleDirectoryOptions _options;
    private readonly ImmutableArray<string> _domains;
    private readonly int? _callsPerMinute;
    private readonly bool _signsOut;
    private readonly TimeProvider _timeProvider;

    /// <summary>A doctor for one tenant.</summary>
    /// <param name="options">How the tenant is reached.</param>
    /// <param name="domains">Domains in which accounts are to be made.</param>
    /// <param name="callsPerMinute">The tenant's rate budget; null where none is set.</param>
    /// <param name="timeProvider">The clock to compare with Google's; null is the system's.</param>
    /// <param name="signsOut">Whether sessions are to be ended here, which takes <see cref="GoogleDirectory.SignOutScope"/>: posts are accounts.</param>
    public GoogleDoctor(GoogleDirectoryOptions options, IEnumerable<string> domains, int? callsPerMinute = null, TimeProvider? timeProvider = null, bool signsOut = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(domains);
        _options = options;
        _domains = [.. domains.Distinct(StringComparer.OrdinalIgnoreCase)];
        _callsPerMinute = callsPerMinute;
        _signsOut = signsOut;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Looks at everything, as far as it can be reached: what depends on something broken is left out.</summary>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What was found, good things too, in the order in which they depend on each other.</returns>
    public async Task<ImmutableArray<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken = default)
    {
        ImmutableArray<DoctorFinding>.Builder findings = ImmutableArray.CreateBuilder<DoctorFinding>();
        AddQuota(findings);
        if (!_options.TryCheck(out GoogleServiceAccountKey? key, out ImmutableArray<Issue> issues))
        {
            findings.AddRange(issues.Select(issue => new DoctorFinding(issue.Code, DoctorVerdict.Fault, issue.Message)));
            return findings.ToImmutable();
        }

        findings.Add(new("google.key-file", DoctorVerdict.Ok, new(
            $"Đọc được khóa của tài khoản dịch vụ {key.ClientEmail}.", $"The key of the service account {key.ClientEmail} can be read.")));
        AddKeyPermissions(findings);

        if (await ReachAsync(key, findings, cancellationToken).ConfigureAwait(false)
            && await AuthenticateAsync(key, findings, cancellationToken).ConfigureAwait(false))
        {
            using GoogleConnection connection = new(_options, key, GoogleDirectory.Scopes, _timeProvider);
            await ReadEachAsync(connection, key, findings, cancellationToken).ConfigureAwait(false);
            if (_signsOut)
            {
                await LookForSignOutAsync(key, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        return findings.ToImmutable();
    }

    private void AddQuota(ImmutableArray<DoctorFinding>.Builder findings)
    {
        if (_callsPerMinute is not { } calls)
        {
            return;
        }

        findings.Add(calls <= DocumentedCallsPerMinute
            ? new("google.quota", DoctorVerdict.Ok, new(
                $"Hạn mức {calls} lệnh mỗi phút nằm trong mức Google cho phép.",
                $"The budget of {calls} calls a minute is within what Google allows."))
            : new("google.quota", DoctorVerdict.Warning,
                new(
                    $"Hạn mức {calls} lệnh mỗi phút vượt mức {DocumentedCallsPerMinute} mà Google công bố.",
                    $"The budget of {calls} calls a minute is above the {DocumentedCallsPerMinute} that Google documents."),
                new(
                    "Giảm 'callsPerMinute', hoặc xin tăng hạn mức ở Google Cloud, API và dịch vụ, Hạn mức.",
                    "Lower 'callsPerMinute', or ask for more in Google Cloud, APIs & Services, Quotas.")));
    }

    private void AddKeyPermissions(ImmutableArray<DoctorFinding>.Builder findings)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        findings.Add((File.GetUnixFileMode(_options.KeyFile) & others) == UnixFileMode.None
            ? new("google.key-permissions", DoctorVerdict.Ok, new(
                "Chỉ chủ sở hữu đọc được tệp khóa.",
                "Only its owner can read the key file."))
            : new("google.key-permissions", DoctorVerdict.Warning,
                new(
                    "Người dùng khác trên máy này cũng đọc hoặc ghi được tệp khóa.",
                    "Others on this machine can read or write the key file."),
                new("Chạy 'chmod 600' với tệp khóa.", "Run 'chmod 600' on the key file.")));
    }

    private async Task<bool> ReachAsync(GoogleServiceAccountKey key, ImmutableArray<DoctorFinding>.Builder findings, CancellationToken cancellationToken)
    {
        using HttpClientHandler handler = new() { AllowAutoRedirect = false, UseProxy = !key.TokenUri.IsLoopback };
        using HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using CancellationTokenSource timeout = new(_options.RequestTimeout, _timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // The token endpoint refuses a GET, and dates its refusal: no token is needed to read the clock.
            using HttpResponseMessage answer = await client.GetAsync(key.TokenUri, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (answer.Headers.Date is { } date)
            {
                findings.Add(DoctorWords.Clock(date - _timeProvider.GetUtcNow(), LargestSkew));
            }

            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.Add(DoctorWords.Unreachable(key.TokenUri.Host));
            return false;
        }
    }

    private async Task<bool> AuthenticateAsync(GoogleServiceAccountKey key, ImmutableArray<DoctorFinding>.Builder findings, CancellationToken cancellationToken)
    {
        if (await TokenFaultAsync(key, GoogleDirectory.Scopes, cancellationToken).ConfigureAwait(false) is not { } fault)
        {
            findings.Add(new("google.token", DoctorVerdict.Ok, new(
                $"Google cấp mã truy cập thay mặt {_options.Admin}.", $"Google gives a token for {_options.Admin}.")));
            return true;
        }

        if (fault.Reason is not ("unauthorized_client" or "access_denied" or "invalid_scope"))
        {
            findings.Add(DoctorWords.Token(fault, key, _options.Admin));
            return false;
        }

        // Google says only that some scope lacks; one request for each says which.
        List<string> missing = [];
        foreach (string scope in _signsOut ? GoogleDirectory.Scopes.Add(GoogleDirectory.SignOutScope) : GoogleDirectory.Scopes)
        {
            if (await TokenFaultAsync(key, [scope], cancellationToken).ConfigureAwait(false) is not null)
            {
                missing.Add(scope);
            }
        }

        findings.Add(DoctorWords.Delegation(fault, missing.Count == 0 ? GoogleDirectory.Scopes : missing, key));
        return false;
    }

    // To end a session would be no look; a token with the scope is as much as can be asked for.
    private async Task LookForSignOutAsync(GoogleServiceAccountKey key, ImmutableArray<DoctorFinding>.Builder findings, CancellationToken cancellationToken) =>
        findings.Add(await TokenFaultAsync(key, [GoogleDirectory.SignOutScope], cancellationToken).ConfigureAwait(false) is { } fault
            ? DoctorWords.Delegation(fault, [GoogleDirectory.SignOutScope], key)
            : new("google.scope", DoctorVerdict.Ok, new($"Phạm vi {GoogleDirectory.SignOutScope} đã được cấp.", $"The scope {GoogleDirectory.SignOutScope} is granted.")));

    private async Task<DirectoryException?> TokenFaultAsync(GoogleServiceAccountKey key, IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        using GoogleConnection connection = new(_options, key, scopes, _timeProvider);
        try
        {
            await connection.AuthenticateAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (DirectoryException fault)
        {
            return fault;
        }
    }

    private async Task ReadEachAsync(
        GoogleConnection connection,
        GoogleServiceAccountKey key,
        ImmutableArray<DoctorFinding>.Builder findings,
        CancellationToken cancellationToken)
    {
        DirectoryService service = connection.Service;
        UsersResource.GetRequest admin = service.Users.Get(_options.Admin);
        admin.Fields = UserMapping.Fields;
        GroupsResource.ListRequest groups = service.Groups.List();
        groups.Customer = _options.Customer;
        groups.MaxResults = 1;
        OrgunitsResource.ListRequest units = service.Orgunits.List(_options.Customer);
        units.Type = OrgunitsResource.ListRequest.TypeEnum.Children;

        User? user = await ReadAsync(DirectoryService.ScopeConstants.AdminDirectoryUser, admin).ConfigureAwait(false);
        if (findings[^1].Check == "google.api")
        {
            return; // The other reads would say the same.
        }

        if (user is not null)
        {
            findings.Add(DoctorWords.Admin(_options.Admin, user));
        }

        await ReadAsync(DirectoryService.ScopeConstants.AdminDirectoryGroup, groups).ConfigureAwait(false);
        await ReadAsync(DirectoryService.ScopeConstants.AdminDirectoryOrgunit, units).ConfigureAwait(false);
        if (await ReadAsync(DirectoryService.ScopeConstants.AdminDirectoryCustomerReadonly, service.Customers.Get(_options.Customer)).ConfigureAwait(false) is { } customer)
        {
            findings.Add(new("google.customer", DoctorVerdict.Ok, new(
                $"Khách hàng {customer.Id}, tên miền chính {customer.CustomerDomain}.", $"The customer is {customer.Id}, its primary domain {customer.CustomerDomain}.")));
        }

        if (await ReadAsync(DirectoryService.ScopeConstants.AdminDirectoryDomainReadonly, service.Domains.List(_options.Customer)).ConfigureAwait(false) is { } domains)
        {
            findings.AddRange(_domains.Select(domain => DoctorWords.Domain(domain, domains.Domains ?? [])));
        }

        async Task<T?> ReadAsync<T>(string scope, DirectoryBaseServiceRequest<T> request)
            where T : class
        {
            try
            {
                T answer = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
                findings.Add(new("google.scope", DoctorVerdict.Ok, new($"Phạm vi {scope} dùng được.", $"The scope {scope} works.")));
                return answer;
            }
            catch (DirectoryException fault)
            {
                findings.Add(DoctorWords.Read(fault, scope, key, _options));
                return null;
            }
        }
    }
}
