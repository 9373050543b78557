using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using EduIct.Emulator;

namespace EduIct.Integrations.Tests.Emulator;

public sealed class StateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eduict-emulator-").FullName;

    private string StateFile => Path.Combine(folder, "state.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_state_survives_a_restart_and_holds_no_password()
    {
        string id;
        await using (var session = await EmulatorSession.StartAsync(EmulatorSession.Options(state: StateFile)))
        {
            id = (string)(await session.NewUserAsync("a", ""","externalIds":[{"type":"custom","customType":"moet","value":"079"}]"""))["id"]!;
            await session.PostAsync("groups", """{"email":"g@bentre.edu.vn"}""");
            await session.PostAsync("groups/g@bentre.edu.vn/members", """{"email":"a@bentre.edu.vn","role":"OWNER"}""");
            await session.NewUserAsync("gone");
            await session.DeleteAsync("users/gone@bentre.edu.vn");
        }
        Assert.DoesNotContain("mat-khau", await File.ReadAllTextAsync(StateFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StateFile));
        await using var again = await EmulatorSession.StartAsync(EmulatorSession.Options(state: StateFile));
        Assert.Equal(3, again.Server.Users.Count);
        Assert.Contains(again.Server.Users, user => user.Id == id && user.ExternalIds[0] is { Key: "moet", Value: "079" });
        Assert.Equal("OWNER", again.Server.Groups[0].Members["a@bentre.edu.vn"]);
        Assert.Equal(412, (await again.GetAsync("users/gone@bentre.edu.vn")).Status);
    }

    [Fact]
    public async Task A_half_written_last_line_is_dropped_and_any_other_is_refused()
    {
        await using (var session = await EmulatorSession.StartAsync(EmulatorSession.Options(state: StateFile)))
            await session.NewUserAsync("a");
        await File.AppendAllTextAsync(StateFile, """{"revision":99,"changes":[{"user":{"id":"1""");
        await using (var session = await EmulatorSession.StartAsync(EmulatorSession.Options(state: StateFile)))
        {
            await Assert.ThrowsAnyAsync<IOException>(() => EmulatorServer.StartAsync(EmulatorSession.Options(state: StateFile)));
            Assert.Equal(2, session.Server.Users.Count);
            await session.NewUserAsync("b");
        }
        await File.WriteAllLinesAsync(StateFile, ["{}", .. await File.ReadAllLinesAsync(StateFile)]);
        await Assert.ThrowsAsync<InvalidDataException>(() => EmulatorServer.StartAsync(EmulatorSession.Options(state: StateFile)));
    }

    [Fact]
    public async Task Ids_follow_from_the_seed_whatever_the_order()
    {
        await using var one = await EmulatorSession.StartAsync();
        await using var two = await EmulatorSession.StartAsync();
        var first = (string?)(await one.NewUserAsync("a"))["id"];
        await two.NewUserAsync("b");
        Assert.Equal(first, (string?)(await two.NewUserAsync("a"))["id"]);
    }

    [Fact]
    public async Task A_tenant_folder_keeps_its_keys_the_second_time()
    {
        string key, reader;
        await using (var server = await EmulatorServer.StartAsync(new EmulatorOptions()))
        {
            await server.WriteTenantAsync(folder);
            key = server.PrivateKeyPem;
            reader = await File.ReadAllTextAsync(Path.Combine(folder, "reader.pem"));
            using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "reader.pem"), Path.Combine(folder, "reader-key.pem"));
            Assert.True(certificate.HasPrivateKey);
        }
        await using var session = await EmulatorSession.StartAsync();
        await session.Server.WriteTenantAsync(folder);
        Assert.Equal(key, session.Server.PrivateKeyPem);
        Assert.Equal(reader, await File.ReadAllTextAsync(Path.Combine(folder, "reader.pem")));
        var tenant = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "tenant.json")))!;
        Assert.Equal(session.Server.RootUri.AbsoluteUri, (string?)tenant["providers"]![0]!["rootUrl"]);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "key.json")))!;
        Assert.Equal(session.Server.TokenUri.AbsoluteUri, (string?)file["token_uri"]);
        using var own = RSA.Create();
        own.ImportFromPem((string)file["private_key"]!);
        Assert.Equal(200, (await session.TokenAsync(session.Assertion(key: own))).Status);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "reader-key.pem")));
    }

    [Theory]
    [InlineData(TenantProvider.Exchange, "exchange:m")]
    [InlineData(TenantProvider.Both, "google:g exchange:m")]
    public async Task A_tenant_with_Exchange_keeps_its_secret_and_its_certificate_the_second_time(TenantProvider provider, string providers)
    {
        string secret, certificate;
        await using (var server = await EmulatorServer.StartAsync(new EmulatorOptions { HttpsPort = 0 }))
        {
            await server.WriteTenantAsync(folder, provider);
            (secret, certificate) = (server.ClientSecret, server.CertificatePem!);
        }
        await using var second = await EmulatorServer.StartAsync(new EmulatorOptions { HttpsPort = 0 });
        Assert.NotEqual(secret, second.ClientSecret);
        await second.WriteTenantAsync(folder, provider);
        Assert.Equal((secret, certificate), (second.ClientSecret, second.CertificatePem));
        Assert.Equal(secret, (await File.ReadAllTextAsync(Path.Combine(folder, "secret.txt"))).Trim());
        Assert.Equal(provider == TenantProvider.Both, File.Exists(Path.Combine(folder, "key.json")));
        if (!OperatingSystem.IsWindows())
            foreach (var file in (string[])["secret.txt", "emulator-key.pem"])
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, file)));
        var read = await EduIct.Tenants.TenantFile.LoadAsync(Path.Combine(folder, "tenant.json"));
        Assert.Empty(read.Issues);
        Assert.Equal(providers, string.Join(' ', read.File!.Providers.Select(settings => $"{settings.Kind}:{settings.Id}")));
        var settings = read.File.Providers.Single(settings => settings.Kind == "exchange");
        Assert.Equal(second.GraphUri, settings.RootUrl);
        Assert.Equal((second.TenantId, Path.Combine(folder, "secret.txt")), (settings.Exchange!.TenantId, settings.Exchange.SecretFile));
    }

    [Fact]
    public async Task The_command_prints_its_assumptions_and_its_address()
    {
        var assumptions = new StringWriter();
        Assert.Equal(0, await EmulatorCommand.Create().Parse(["--assumptions"]).InvokeAsync(new InvocationConfiguration { Output = assumptions }));
        Assert.Contains("*assumed*", assumptions.ToString(), StringComparison.Ordinal);
        Assert.Contains("PROVIDERS.md", assumptions.ToString(), StringComparison.Ordinal);

        using var stop = new CancellationTokenSource();
        var output = new StringWriter();
        await stop.CancelAsync();
        Assert.Equal(0, await EmulatorCommand.Create().Parse(["--port", "0"]).InvokeAsync(new InvocationConfiguration { Output = output }, stop.Token));
        Assert.NotEmpty(EmulatorCommand.Create().Parse(["--faults", "x=1"]).Errors);
        Assert.NotEmpty(EmulatorCommand.Create().Parse(["--seats", "0"]).Errors);
        Assert.NotEmpty(EmulatorCommand.Create().Parse(["--provider", "yahoo"]).Errors);
        Assert.Empty(EmulatorCommand.Create().Parse(["--provider", "both"]).Errors);
    }
}
