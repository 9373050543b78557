namespace EduIct.Mail;

/// <summary>Where the password for a mail server is: the first line of a file that nobody but its owner may read, or an environment variable. The package on MailKit compiles this file too.</summary>
internal static class MailPassword
{
    private const int LongestPassword = 1024;

    /// <summary>Reads a password; null: there is none, or <paramref name="add"/> was told why.</summary>
    /// <param name="area">Area of the faults' codes, such as <c>smtp</c>.</param>
    /// <param name="user">The name that it belongs to; null: no login.</param>
    /// <param name="file">The file whose first line it is.</param>
    /// <param name="variable">The environment variable that holds it.</param>
    /// <param name="add">Told of a fault: code, field, and what is wrong in Vietnamese and English.</param>
    public static string? Read(string area, string? user, string? file, string? variable, Action<string, string, string, string> add)
    {
        int sources = (file is null ? 0 : 1) + (variable is null ? 0 : 1);
        if (sources != (user is null ? 0 : 1) || user is "")
        {
            add($"{area}.login", "userName",
                "Đăng nhập cần tên và một nơi giữ mật khẩu: tệp hoặc biến môi trường, không cả hai.",
                "A login needs a name and one place of the password: a file or an environment variable, not both.");
            return null;
        }

        if (file is not null)
        {
            return ReadFile(area, file, add);
        }

        if (variable is null)
        {
            return null;
        }

        string? value = variable.Length == 0 ? null : Environment.GetEnvironmentVariable(variable);
        if (IsPassword(value))
        {
            return value;
        }

        add($"{area}.password-variable", "passwordVariable",
            $"Biến môi trường '{variable}' không có, trống, hoặc không phải một mật khẩu.",
            $"The environment variable '{variable}' is not there, is empty, or holds no password.");
        return null;
    }

    private static string? ReadFile(string area, string path, Action<string, string, string, string> add)
    {
        try
        {
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            {
                add($"{area}.password-file", "passwordFile",
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

        add($"{area}.password-file", "passwordFile",
            $"Không đọc được mật khẩu ở dòng đầu của tệp '{path}'.",
            $"No password can be read from the first line of '{path}'.");
        return null;
    }

    private static bool IsPassword(string? text) => text is { Length: > 0 and <= LongestPassword } && !text.Any(char.IsControl);
}
