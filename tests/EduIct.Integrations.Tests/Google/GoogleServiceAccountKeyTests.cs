using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Google;
using EduIct.Issues;

namespace EduIct.Integrations.Tests.Google;

public sealed class GoogleServiceAccountKeyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("eduict-key-").FullName;

    private string KeyFile => Path.Combine(_directory, "key.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_key_file_of_Google_is_read_also_with_a_byte_order_mark()
    {
        File.WriteAllText(KeyFile, Good().ToJsonString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.True(GoogleServiceAccountKey.TryRead(KeyFile, out GoogleServiceAccountKey? key, out _));
        Assert.Equal("s@p.iam.gserviceaccount.com", key.ToString());
        Assert.Equal(("17", "p", "k1"), (key.ClientId, key.ProjectId, key.KeyId));
        Assert.Equal(GoogleServiceAccountKey.DefaultTokenUri, key.TokenUri);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("{\"type\":\"service_account\",")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"a\":\"\u0001")]
    public void A_file_that_is_not_JSON_is_refused(string text)
    {
        File.WriteAllText(KeyFile, text);

        Assert.Equal("google.key-not-json", Assert.Single(Faults()).Code);
    }

    [Fact]
    public void A_user_credential_is_told_apart()
    {
        File.WriteAllText(KeyFile, """{"type":"authorized_user","client_id":"x","refresh_token":"secret"}""");

        Issue issue = Assert.Single(Faults());
        Assert.Equal(("google.key-wrong-type", "/type"), (issue.Code, issue.Place.Field));
        Assert.Contains("authorized_user", issue.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        JsonObject content = Good();
        content.Remove("type");
        content["client_email"] = "nobody";
        content["private_key"] = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----";
        content["token_uri"] = "http://oauth2.googleapis.com/token";
        File.WriteAllText(KeyFile, content.ToJsonString());

        Assert.Equal(
            ["google.key-field-missing (/type)", "google.key-field-missing (/client_email)", "google.key-not-pem (/private_key)", "google.key-token-uri (/token_uri)"],
            Faults().Select(issue => $"{issue.Code} ({issue.Place.Field})"));
    }

    [Fact]
    public void A_field_of_the_wrong_type_counts_as_missing()
    {
        JsonObject content = Good();
        content["private_key"] = 5;
        File.WriteAllText(KeyFile, content.ToJsonString());

        Assert.Equal(("google.key-field-missing", "/private_key"), (Faults()[0].Code, Faults()[0].Place.Field));
    }

    [Fact]
    public void A_public_a_short_and_a_mangled_key_are_refused_and_never_shown()
    {
        using RSA rsa = RSA.Create(2048);
        using RSA small = RSA.Create(1024);
        string mangled = CannedServer.Pem.Replace("\n", "", StringComparison.Ordinal)[..400];
        foreach (string pem in new[] { rsa.ExportSubjectPublicKeyInfoPem(), small.ExportPkcs8PrivateKeyPem(), mangled, "hello" })
        {
            JsonObject content = Good();
            content["private_key"] = pem;
            File.WriteAllText(KeyFile, content.ToJsonString());

            Issue issue = Assert.Single(Faults());
            Assert.Equal("google.key-not-pem", issue.Code);
            Assert.DoesNotContain(pem[..Math.Min(40, pem.Length)], issue.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_not_thrown()
    {
        Assert.Equal("google.key-unreadable", Assert.Single(Faults()).Code);
        File.WriteAllBytes(KeyFile, new byte[100_000]);
        Assert.Equal("google.key-unreadable", Assert.Single(Faults()).Code);
        foreach (string path in new[] { "", "\0", _directory, Path.Combine(KeyFile, "below") })
        {
            Assert.False(GoogleServiceAccountKey.TryRead(path, out _, out var issues));
            Assert.Equal("google.key-unreadable", Assert.Single(issues).Code);
        }
    }

    [Fact]
    public void Options_tell_every_fault_at_once()
    {
        GoogleDirectoryOptions options = new()
        {
            Customer = "../x", Admin = "admin", RootUrl = "http://example.org/", RequestTimeout = TimeSpan.Zero, KeyFile = KeyFile,
        };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => GoogleDirectory.Create(options));
        Assert.All(
            ["google.customer", "google.admin", "google.root-url", "google.request-timeout", "google.key-unreadable"],
            code => Assert.Contains(code, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://directory.example.org/api", true)]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://[::1]:5000/", true)]
    [InlineData("http://127.0.0.1.example.org/", false)]
    [InlineData("http://localhost@example.org/", false)]
    [InlineData("https://user:pass@example.org/", false)]
    [InlineData("ftp://localhost/", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    public void Tokens_go_over_TLS_or_stay_on_this_machine(string root, bool good)
    {
        File.WriteAllText(KeyFile, Good().ToJsonString());

        bool created = GoogleDirectory.TryCreate(
            new GoogleDirectoryOptions { Admin = "admin@bentre.edu.vn", KeyFile = KeyFile, RootUrl = root }, null, out GoogleDirectory? directory, out _);

        Assert.Equal(good, created);
        directory?.Dispose();
    }

    private static JsonObject Good() => new()
    {
        ["type"] = "service_account",
        ["project_id"] = "p",
        ["private_key_id"] = "k1",
        ["private_key"] = CannedServer.Pem,
        ["client_email"] = "s@p.iam.gserviceaccount.com",
        ["client_id"] = "17",
    };

    private ImmutableArray<Issue> Faults()
    {
        Assert.False(GoogleServiceAccountKey.TryRead(KeyFile, out GoogleServiceAccountKey? key, out var issues));
        Assert.Null(key);
        return issues;
    }
}
