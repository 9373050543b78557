using System.Collections.Immutable;
using System.Net;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>All that is wrong with the settings of a mail server, at once; and the login that they point to.</summary>
internal static class SmtpOptionsCheck
{
    public static bool TryRead(SmtpOptions options, out SmtpLogin? login, out ImmutableArray<Issue> issues)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        if (string.IsNullOrEmpty(options.Host) || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            Add("smtp.host", "host", $"'{options.Host}' không phải tên hay địa chỉ máy chủ thư.", $"'{options.Host}' is no name or address of a mail server.");
        }

        if (options.Port is < 1 or > 65535 or 465)
        {
            Add("smtp.port", "port",
                "Cổng phải từ 1 đến 65535 và không phải 465 (TLS ngay từ đầu không dùng được ở đây); thường là 587.",
                "The port must be 1 to 65535 and not 465 (TLS from the first byte is not supported here); usually 587.");
        }

        if (!options.RequireTls && !IsLoopback(options.Host))
        {
            Add("smtp.tls", "requireTls",
                "Chỉ được bỏ TLS với máy chủ thư trên chính máy này.",
                "TLS may be left out only for a mail server on this very machine.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromHours(1))
        {
            Add("smtp.timeout", "timeout", "Thời gian chờ phải từ 1 giây đến 1 giờ.", "The time to wait must be 1 second to 1 hour.");
        }

        string? password = MailPassword.Read("smtp", options.UserName, options.PasswordFile, options.PasswordVariable, Add);
        issues = found.ToImmutable();
        login = issues.IsEmpty && options.UserName is { } user && password is not null ? new SmtpLogin(user, password) : null;
        return issues.IsEmpty;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("smtp", Field: field), new LocalizedText(vi, en)));
    }

    // A name is looked up by whoever owns the resolver: only "localhost" itself and addresses count.
    public static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
