using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Accounts;
using EduIct.Directives;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Running;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EduIct.Integrations.Tests.Posts;

/// <summary>A tenant of an emulator with a roster of two schools, and the posts of its Sở and its schools.</summary>
internal sealed class PostBench : IAsyncDisposable
{
    public static readonly LocalDate Day = new(2026, 9, 5);

    /// <summary>A pack that names the head of every upper secondary school.</summary>
    public const string Pack = """
        {"id": "1-SGDDT", "prefix": "bt", "header": {"number": "1/SGDĐT", "date": "2026-01-10", "issuer": {"vi": "Sở", "en": "Sở"}, "subject": {"vi": "Hộp thư", "en": "Mail"}, "addressees": ["thpt"]},
         "from": "2026-01-10", "entries": [
          {"id": "bt.mailbox-head", "kind": "mailbox", "clause": "3", "words": "mỗi trường có hộp thư hiệu trưởng", "binds": {"units": ["thpt"]}, "strength": "must",
           "title": {"vi": "Hộp thư Hiệu trưởng", "en": "Mailbox: head"}, "pattern": "Hieutruong.TenTruong@moet.edu.vn", "post": {"vi": "Hiệu trưởng", "en": "Head"}}]}
        """;

    public const string UnitRows = """
        unit,kind,name,parent,so
        so-bentre,so,Sở Giáo dục và Đào tạo Bến Tre,,BenTre
        thpt-1,thpt,Trường THPT Số 1,so-bentre,
        thpt-2,thpt,Trường THPT Số 2,so-bentre,
        """;

    private readonly ServiceProvider _services = new ServiceCollection().AddEduIctGoogle().AddEduIctExchange().BuildServiceProvider();

    private PostBench(TemporaryFolder folder, EmulatorServer server) => (Folder, Server) = (folder, server);

    public TemporaryFolder Folder { get; }

    public EmulatorServer Server { get; }

    public string TenantPath => Path.Combine(Folder["tenant"], "tenant.json");

    /// <summary>Starts an emulator and writes a tenant for it.</summary>
    /// <param name="provider">Which providers it has.</param>
    /// <param name="posts">The <c>posts</c> of its <c>tenant.json</c>.</param>
    /// <param name="change">Further changes of the <c>tenant.json</c>.</param>
    /// <param name="scopes">Scopes delegated on Google; null: all.</param>
    /// <param name="permissions">Permissions consented to on Exchange; null: all.</param>
    public static async Task<PostBench> StartAsync(
        TenantProvider provider, string posts, Action<JsonObject>? change = null, IReadOnlyList<string>? scopes = null, IReadOnlyList<string>? permissions = null)
    {
        var bench = new PostBench(
            new TemporaryFolder(),
            await EmulatorServer.StartAsync(new EmulatorOptions { Domains = ["bentre.edu.vn", "hs.bentre.edu.vn"], Scopes = scopes, Permissions = permissions }));
        await bench.Server.WriteTenantAsync(bench.Folder["tenant"], provider);
        JsonObject tenant = JsonNode.Parse(await File.ReadAllTextAsync(bench.TenantPath))!.AsObject();
        tenant["posts"] = JsonNode.Parse(posts);
        change?.Invoke(tenant);
        await File.WriteAllTextAsync(bench.TenantPath, tenant.ToJsonString());
        await File.WriteAllTextAsync(bench.Folder["units.csv"], UnitRows);
        await File.WriteAllTextAsync(bench.Folder["pack.json"], Pack);
        return bench;
    }

    /// <summary>A provisioner as a new process makes it.</summary>
    public async Task<Provisioner> ProvisionAsync(string ledger = "ledger.db") =>
        _services.GetRequiredService<ProvisionerFactory>().Create(await TenantAsync(), Folder[ledger]);

    /// <summary>A provider of the tenant, past everything of ours.</summary>
    public async Task<IAccountDirectory> OpenAsync(string id)
    {
        ProviderSettings settings = (await TenantAsync()).Providers.Single(provider => provider.Id == id);
        return _services.GetServices<IAccountDirectoryFactory>().Single(factory => factory.Kind == settings.Kind).Create(settings);
    }

    public async Task<Roster> RosterAsync(SmallRoster roster)
    {
        roster.Write(Folder["roster"]);
        Roster read = await _services.GetRequiredService<RosterReader>().ReadAsync(Folder["roster"]);
        Assert.Empty(read.Issues);
        return read;
    }

    /// <summary>The posts with these rows of holders.</summary>
    public async Task<PostRoster> PostsAsync(LocalDate day, params string[] rows)
    {
        await File.WriteAllTextAsync(Folder["holders.csv"], string.Join("\r\n", ["unit,post,holder,from,until", .. rows]));
        PostHolders holders = await PostHolders.ReadAsync(Folder["holders.csv"]);
        UnitTreeResult units = await UnitFile.ReadAsync(Folder["units.csv"], CodeSystem.OneRoster);
        return new PostRoster
        {
            Directives = DirectiveLibrary.Embedded.With(new PackFile("pack.json", Encoding.UTF8.GetBytes(Pack))).GetLibraryOrThrow().Directives,
            Units = units.GetTreeOrThrow(),
            Assignments = holders.Assignments,
            Date = day,
            Issues = holders.Issues,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    private async Task<TenantFile> TenantAsync()
    {
        TenantFileResult tenant = await TenantFile.LoadAsync(TenantPath);
        Assert.Empty(tenant.Issues);
        return tenant.File!;
    }
}
