using System.Text.Json.Nodes;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;
using Xunit.Abstractions;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>Microsoft's own JavaScript client of Graph, pointed at the emulator by its base URL and the host of it, over https with the development certificate.</summary>
public sealed class GraphNodeClientTests(ITestOutputHelper output)
{
    private const string Script = """
        import { Client, PageIterator, BatchRequestContent, BatchResponseContent } from '@microsoft/microsoft-graph-client';
        import { readFileSync } from 'node:fs';
        const [folder, base] = process.argv.slice(2);
        const provider = JSON.parse(readFileSync(`${folder}/tenant/tenant.json`)).providers[0];
        const root = new URL(base);
        const authProvider = { getAccessToken: async () => {
          const answer = await fetch(new URL(`${provider.tenantId}/oauth2/v2.0/token`, provider.authorityUrl), { method: 'POST', body: new URLSearchParams({
            grant_type: 'client_credentials', client_id: provider.clientId, client_secret: readFileSync(`${folder}/tenant/secret.txt`, 'utf8').trim(),
            scope: 'https://graph.microsoft.com/.default' }) });
          return (await answer.json()).access_token;
        } };
        const client = Client.initWithMiddleware({ authProvider, baseUrl: root.origin + '/', customHosts: new Set([root.hostname]) });
        const person = i => ({ accountEnabled: true, displayName: `Đỗ Á ${i}`, mailNickname: `hs${i}`, userPrincipalName: `hs${i}@bentre.edu.vn`, usageLocation: 'VN',
          passwordProfile: { password: 'Mat-Khau-1', forceChangePasswordNextSignIn: true } });
        const made = [];
        for (let i = 0; i < 3; i++) made.push(await client.api('/users').post(person(i)));
        const batch = new BatchRequestContent([3, 4].map(i => ({ id: `${i}`, request: new Request('https://graph.microsoft.com/users', { method: 'POST',
          headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(person(i)) }) })));
        const answers = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()));
        const statuses = ['3', '4'].map(id => answers.getResponseById(id).status);
        let listed = 0;
        await new PageIterator(client, await client.api('/users').select('id,userPrincipalName').top(2).get(), () => { listed++; return true; }).iterate();
        const filtered = (await client.api('/users').filter("startsWith(userPrincipalName,'hs1')").get()).value.length;
        const skus = (await client.api('/subscribedSkus').get()).value;
        await client.api(`/users/${made[0].id}/assignLicense`).post({ addLicenses: [{ skuId: skus[0].skuId, disabledPlans: [] }], removeLicenses: [] });
        await client.api(`/users/${made[1].id}`).patch({ accountEnabled: false });
        const disabled = (await client.api(`/users/${made[1].id}`).select('accountEnabled').get()).accountEnabled === false;
        await client.api(`/users/${made[2].id}`).delete();
        const binned = (await client.api('/directory/deletedItems/microsoft.graph.user').get()).value.map(user => user.id === made[2].id);
        const gone = await client.api(`/users/${made[2].id}`).get().catch(error => `${error.statusCode} ${error.code}`);
        const twice = await client.api('/users').post(person(1)).catch(error => `${error.statusCode} ${JSON.parse(error.body).details?.[0]?.code}`);
        const delta = await client.api('/users/delta').get();
        console.log(JSON.stringify({ statuses, listed, filtered, disabled, binned, gone, twice, delta: '@odata.deltaLink' in delta }));
        """;

    [Fact]
    [Trait("Category", "Long")]
    public async Task Microsofts_node_client_works_against_it()
    {
        using TemporaryFolder folder = new();
        var (exit, _, why) = await OutsideProgram.RunAsync("npm", "install", "--prefix", folder.Path, "--no-audit", "--no-fund", "@microsoft/microsoft-graph-client");
        if (exit != 0)
        {
            string reason = $"Skipped: node, npm or the package @microsoft/microsoft-graph-client is not to be had here ({exit}: {why.Trim()}).";
            output.WriteLine(reason);
            await Console.Out.WriteLineAsync(reason);
            return;
        }

        await using EmulatorServer server = await EmulatorServer.StartAsync(new EmulatorOptions { HttpsPort = 0 });
        await server.WriteTenantAsync(folder["tenant"], TenantProvider.Exchange);
        string script = folder["client.mjs"];
        await File.WriteAllTextAsync(script, Script);
        var (ran, text, error) = await OutsideProgram.RunAsync("env", $"NODE_EXTRA_CA_CERTS={folder["tenant/emulator.pem"]}", "node", script, folder.Path, server.HttpsUri!.AbsoluteUri);

        Assert.True(ran == 0, error);
        JsonNode result = JsonNode.Parse(text)!;
        Assert.Equal("[201,201]", result["statuses"]!.ToJsonString());
        Assert.Equal((6, 1), ((int)result["listed"]!, (int)result["filtered"]!));
        Assert.True((bool)result["disabled"]! && (bool)result["delta"]!);
        Assert.Equal("[true]", result["binned"]!.ToJsonString());
        Assert.Equal("404 Request_ResourceNotFound", (string?)result["gone"]);
        Assert.Equal("400 ObjectConflict", (string?)result["twice"]);
    }
}
