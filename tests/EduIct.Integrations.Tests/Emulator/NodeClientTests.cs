using System.Text.Json.Nodes;
using EduIct.Integrations.Tests.EndToEnd;
using Xunit.Abstractions;

namespace EduIct.Integrations.Tests.Emulator;

/// <summary>Google's own Node client, pointed at the emulator by its root URL and the key file's token address alone.</summary>
public sealed class NodeClientTests(ITestOutputHelper output) : IDisposable
{
    private const string Script = """
        import { admin, auth } from '@googleapis/admin';
        import { readFileSync } from 'node:fs';
        const [root, keyFile] = process.argv.slice(2);
        const key = JSON.parse(readFileSync(keyFile));
        const jwt = new auth.JWT({ email: key.client_email, key: key.private_key, subject: 'admin@bentre.edu.vn',
          scopes: ['https://www.googleapis.com/auth/admin.directory.user'] });
        // The client asks Google's own address for a token whatever the key file says; it is led to the key file's.
        jwt.transporter.interceptors.request.add({ resolved: async call => {
          if (String(call.url) === 'https://oauth2.googleapis.com/token') call.url = new URL(key.token_uri);
          return call;
        } });
        const users = admin({ version: 'directory_v1', auth: jwt, rootUrl: root }).users;
        for (let i = 0; i < 5; i++)
          await users.insert({ requestBody: { primaryEmail: `hs${i}@bentre.edu.vn`, name: { givenName: 'Á', familyName: 'Đỗ' }, password: 'mat-khau-1' } });
        let listed = 0, pages = 0, pageToken;
        do {
          const page = await users.list({ customer: 'my_customer', maxResults: 2, pageToken });
          listed += page.data.users.length; pages++; pageToken = page.data.nextPageToken;
        } while (pageToken);
        const patched = await users.patch({ userKey: 'hs1@bentre.edu.vn', requestBody: { suspended: true } });
        await users.delete({ userKey: 'hs2@bentre.edu.vn' });
        const deleted = await users.get({ userKey: 'hs2@bentre.edu.vn' }).catch(error => error.message);
        const twice = await users.insert({ requestBody: { primaryEmail: 'hs1@bentre.edu.vn', name: { givenName: 'Á', familyName: 'Đỗ' }, password: 'mat-khau-1' } })
          .catch(error => `${error.status} ${error.message}`);
        console.log(JSON.stringify({ listed, pages, suspended: patched.data.suspended, deleted, twice }));
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("eduict-node-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Category", "Long")]
    public async Task Googles_node_client_works_against_it()
    {
        var (exit, _, why) = await OutsideProgram.RunAsync("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "@googleapis/admin");
        if (exit != 0)
        {
            var reason = $"Skipped: node, npm or the package @googleapis/admin is not to be had here ({exit}: {why.Trim()}).";
            output.WriteLine(reason);
            await Console.Out.WriteLineAsync(reason);
            return;
        }
        await using var session = await EmulatorSession.StartAsync();
        await session.Server.WriteTenantAsync(folder);
        var script = Path.Combine(folder, "client.mjs");
        await File.WriteAllTextAsync(script, Script);
        var (ran, text, error) = await OutsideProgram.RunAsync("node", script, session.Server.RootUri.AbsoluteUri, Path.Combine(folder, "key.json"));
        Assert.True(ran == 0, error);
        var result = JsonNode.Parse(text)!;
        Assert.Equal((6, 3), ((int)result["listed"]!, (int)result["pages"]!));
        Assert.True((bool)result["suspended"]!);
        Assert.Equal("User is deleted.", (string?)result["deleted"]);
        Assert.Equal("409 Entity already exists.", (string?)result["twice"]);
    }
}
