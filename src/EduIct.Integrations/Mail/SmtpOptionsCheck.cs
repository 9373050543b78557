using System.Collections.Immutable;
using System.Net;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>All that is wrong with the settings of a mail server, at once; and the login that they point to.</summary>
internal static class SmtpOptionsCheck
{
    private const int LongestPassword = 1024;

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

        string? password = ReadPassword(options, Add);
        issues = found.ToImmutable();
        login = issues.IsEmpty && options.UserName is { } user && password is not null ? new SmtpLogin(user, password) : null;
        return issues.IsEmpty;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("smtp", Field: field), new LocalizedText(vi, en)));
    }

    // A name is looked up by whoever owns the resolver: only "localhost" itself and addresses count.
    public static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static string? ReadPassword(SmtpOptions options, Action<string, string, string, string> add)
    {
        int sources = (options.PasswordFile is null ? 0 : 1) + (options.PasswordVariable is null ? 0 : 1);
        if (sources != (options.UserName is null ? 0 : 1) || options.UserName is "")
        {
            add("smtp.login", "userName",
                "Đăng nhập cần tên và một nơi giữ mật khẩu: tệp hoặc biến môi trường, không cả hai.",
                "A login needs a name and one place of the password: a file or an environment variable, not both.");
            return null;
        }

        if (options.PasswordFile is { } file)
        {
            return ReadFile(file, add);
        }

        if (options.PasswordVariable is not { } variable)
        {
            return null;
        }

        string? value = variable.Length == 0 ? null : Environment.GetEnvironmentVariable(variable);
        if (IsPassword(value))
        {
            return value;
        }

        add("smtp.password-variable", "passwordVariable",
            $"Biến môi trường '{variable}' không có, trống, hoặc không phải một mật khẩu.",
            $"The environment variable '{variable}' is not there, is empty, or holds no password.");
        return null;
    }

    private static string? ReadFile(string path, Action<string, string, string, string> add)
    {
        try
        {
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            {
                add("smtp.password-file", "passwordFile",
                    $"Người khác có quyền với tệp mật khẩu '{path}'; hãy đặt quyền 600.",
                    $"Others have rights to the password file '{path}'; set its mode to 600.");
                return null;
            }

            using StreamReader reader = new(path);
            char[] buffer = new char[LongestPassword + 2];
            int length = reader.ReadBlock(buffer);
            string line = new string(buffer, 0, length).Split('\n')[0].TrimEnd('\r');
            if (IsPassword(line))
            {
                return line;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Told below: that it cannot be read is all that matters.
        }

        add("smtp.password-file", "passwordFile",
            $"Không đọc được mật khẩu ở dòng đầu của tệp '{path}'.",
            $"No password can be read from the first line of '{path}'.");
        return null;
    }

    private static bool IsPassword(string? text) => text is { Length: > 0 and <= LongestPassword } && !text.Any(char.IsControl);
}
