using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EduIct.Addresses;
using EduIct.Issues;

namespace EduIct.Google;

/// <summary>Reads one key file and collects what is wrong with it. No message quotes the file beyond its <c>type</c>.</summary>
internal sealed class ServiceAccountKeyReader(string path)
{
    private const int LargestFile = 64 * 1024;
    private const int ShortestKey = 2048;

    private readonly ImmutableArray<Issue>.Builder _issues = ImmutableArray.CreateBuilder<Issue>();

    public ImmutableArray<Issue> Issues => _issues.ToImmutable();

    public GoogleServiceAccountKey? Read()
    {
        if (ReadBytes() is not { } bytes)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(bytes));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : NotJson(null);
        }
        catch (JsonException exception)
        {
            return NotJson(exception.LineNumber);
        }
    }

    private GoogleServiceAccountKey? Read(JsonElement root)
    {
        if (Text(root, "type") is { } type && type != "service_account")
        {
            // Another sort of credential: its other fields would only raise misleading faults.
            Add("google.key-wrong-type", "type",
                $"Đây là tệp '{Shown(type)}', không phải khóa của tài khoản dịch vụ. Vào Google Cloud, IAM và quản trị, Tài khoản dịch vụ, Khóa, và tạo khóa dạng JSON.",
                $"This file is of type '{Shown(type)}', not a service account's key. In Google Cloud, IAM & Admin, Service accounts, Keys: create a JSON key.");
            return null;
        }

        Required(root, "type");
        string? email = Required(root, "client_email");
        if (email is not null && !EmailAddress.TryParse(email, out _))
        {
            Missing("client_email");
        }

        string? privateKey = Required(root, "private_key");
        if (privateKey is not null && !IsPrivateKey(privateKey))
        {
            Add("google.key-not-pem", "private_key",
                $"'private_key' không phải khóa RSA dạng PEM từ {ShortestKey} bit. Tải lại tệp từ Google Cloud, không chép tay.",
                $"'private_key' is not an RSA key in PEM of at least {ShortestKey} bits. Download the file again from Google Cloud rather than copy its text.");
        }

        Uri tokenUri = ReadTokenUri(root);
        return _issues.Count > 0
            ? null
            : new GoogleServiceAccountKey(
                email!, Text(root, "client_id") ?? "", Text(root, "project_id"), Text(root, "private_key_id"), tokenUri, privateKey!);
    }

    private Uri ReadTokenUri(JsonElement root)
    {
        if (!root.TryGetProperty("token_uri", out _))
        {
            return GoogleServiceAccountKey.DefaultTokenUri;
        }

        if (SecureUri.TryParse(Text(root, "token_uri"), out Uri? uri))
        {
            return uri;
        }

        Add("google.key-token-uri", "token_uri",
            "'token_uri' phải là địa chỉ https (http chỉ được dùng với chính máy này).",
            "'token_uri' must be an https address (http is for this very machine only).");
        return GoogleServiceAccountKey.DefaultTokenUri;
    }

    private byte[]? ReadBytes()
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length <= LargestFile)
            {
                byte[] bytes = new byte[file.Length];
                file.ReadExactly(bytes);
                return bytes;
            }

            Unreadable("lớn hơn 64 KB", "it is larger than 64 KB");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Unreadable("không có tệp này", "there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            Unreadable("không có quyền đọc", "it may not be read by this user");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            Unreadable("hệ điều hành không đọc được", "the operating system cannot read it");
        }

        return null;
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;

    private static bool IsPrivateKey(string pem)
    {
        try
        {
            using RSA rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= ShortestKey && rsa.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()
            : null;

    private static string Shown(string type) => new([.. type.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '?')]);

    private string? Required(JsonElement root, string name)
    {
        string? text = Text(root, name);
        if (text is null)
        {
            Missing(name);
        }

        return text;
    }

    private void Missing(string name) =>
        Add("google.key-field-missing", name,
            $"Thiếu '{name}', hoặc giá trị không đúng dạng. Tải lại tệp khóa từ Google Cloud.",
            $"'{name}' is missing or not of its form. Download the key file again from Google Cloud.");

    private void Unreadable(string vi, string en) =>
        _issues.Add(new Issue("google.key-unreadable", new SourcePlace(path), new LocalizedText($"Không đọc được tệp khóa: {vi}.", $"The key file cannot be read: {en}.")));

    private GoogleServiceAccountKey? NotJson(long? line)
    {
        _issues.Add(new Issue("google.key-not-json", new SourcePlace(path, (int?)line + 1), new LocalizedText(
            "Tệp khóa không phải là JSON. Tải lại từ Google Cloud.",
            "The key file is not JSON. Download it again from Google Cloud.")));
        return null;
    }

    private void Add(string code, string field, string vi, string en) =>
        _issues.Add(new Issue(code, new SourcePlace(path, Field: "/" + field), new LocalizedText(vi, en)));
}
