using System.Text.Json;
using EduIct.Emulator;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Dispatches;

/// <summary><c>eduict dispatch</c> as a process.</summary>
public sealed class DispatchCommandTests : IDisposable
{
    private const string TenantJson = """
        { "version": 1, "tenant": "so-bentre", "personKeys": ["moet"], "scope": { "units": ["so-bentre"], "roles": ["student"] },
          "providers": [ { "kind": "google", "id": "g", "customer": "my_customer", "admin": "admin@bentre.edu.vn", "keyFile": "key.json" } ],
          "domains": [ { "domain": "bentre.edu.vn", "provider": "g", "roles": ["student"], "patterns": ["{given}.{initials}{yy}"] } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public DispatchCommandTests()
    {
        File.WriteAllText(_folder["tenant.json"], TenantJson);
        File.WriteAllText(_folder["Công văn 33.pdf"], "nội dung");
        File.WriteAllText(_folder["units.csv"], "unit,kind,name,parent,so\nP1,phong,Phòng GDĐT Ba Tri,,BenTre\nT1,thcs,Trường THCS A,P1,\nT2,tieuHoc,Trường Tiểu học B,P1,\nT3,thcs,Trường THCS C,,BenTre\n");
        File.WriteAllText(_folder["addresses.csv"], "unit,address\nT1,thcs.a@bentre.edu.vn\nT2,\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_letter_to_the_schools_of_a_phong_goes_out_is_confirmed_and_the_rest_is_reminded()
    {
        (int exit, string text, string error) = await SendAsync("schools-of:P1");
        Assert.Equal((2, ""), (exit, text));
        Assert.Contains("oneroster:T2: dispatch.no-address", error, StringComparison.Ordinal);
        Assert.Equal(0, (await StatusAsync()).Letters);

        (exit, text, error) = await SendAsync("schools-of:P1", "--accept-faults", "--json");
        Assert.True(exit == 0, error);
        using JsonDocument sent = JsonDocument.Parse(text);
        Assert.Equal((2, 1, "T2", 1), (Number("addressees"), Number("queued"), sent.RootElement.GetProperty("unreachable")[0].GetString(), sent.RootElement.GetProperty("delivery").GetProperty("sent").GetInt32()));
        Assert.Single(Directory.GetFiles(_folder["so.db.mail"]));
        Assert.Equal("T1:sent T2:noAddress", (await StatusAsync()).States);

        await File.WriteAllTextAsync(_folder["addresses.csv"], "unit;address\nT1;thcs.a@bentre.edu.vn\nT2;tieuhoc.b@bentre.edu.vn\n");
        Assert.Equal(0, (await SendAsync("schools-of:P1")).Exit);
        await File.WriteAllTextAsync(_folder["c.csv"], "number,unit,on\n33/SGDĐT,T1,21/08/2009\n");
        Assert.Equal(0, (await RunAsync("confirm", "--file", _folder["c.csv"])).Exit);
        Assert.Equal("T1:confirmed T2:sent", (await StatusAsync()).States);

        (exit, text, error) = await RunAsync("remind", "--now", "--from", "vanphong@bentre.edu.vn");
        Assert.True(exit == 0, error);
        Assert.StartsWith("33/SGDĐT  T2  Trường Tiểu học B\n", text, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder["so.db.mail"]).Length);

        int Number(string name) => sent.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Another_letter_of_the_same_number_is_refused_and_the_answer_no_sends_nothing()
    {
        Assert.Equal(0, (await SendAsync("unit.code == 'T1'")).Exit);
        await File.WriteAllTextAsync(_folder["Công văn 33.pdf"], "khác");

        (int exit, _, string error) = await SendAsync("unit.code == 'T1'");

        Assert.Equal(4, exit);
        Assert.Contains("dispatch.other-content", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_written()
    {
        (int exit, string text, string error) = await RunAsync(
            "send", "--issuer", "XX", "--number", "1\nBcc: a@b.vn", "--date", "2009-08-20", "--subject", " ", "--attach", _folder["none.pdf"], "--to", "unit.knd == 'so'", "--post", "BaoVe", "--mail", _folder["none.json"]);

        Assert.Equal((2, ""), (exit, text));
        foreach (string code in new[] { "dispatch.post", "--to:1:1: dispatch.rule", "dispatch.issuer", "attachment.unreadable", "dispatch.number", "dispatch.subject", "mail.unreadable" })
        {
            Assert.Contains(code, error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder["so.db"]));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        Assert.Equal(0, (await SendAsync("unit.code == 'T1'")).Exit);
        (int alone, _, string why) = await SendAsync("unit.code == 'gso:83'");
        Assert.Equal(2, alone);
        Assert.Contains("the only addressee is the issuer itself", why, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("status", "--number", "34")).Exit);
        Assert.Equal(2, (await RunAsync("remind", "--number", "34", "--from", "a@b.vn")).Exit);
        Assert.Equal(2, (await RunAsync("remind")).Exit);
        Assert.Equal(2, (await RunAsync("remind", "--from", "a")).Exit);
        Assert.Equal(2, (await RunAsync("confirm", "--number", "33/SGDĐT")).Exit);
        Assert.Equal(2, (await RunAsync("confirm", "--number", "33/SGDĐT", "--unit", "T9")).Exit);
        await File.WriteAllTextAsync(_folder["c.csv"], "code,on\ncv-x,21/08/2009\ncv-aaaaaaaaaaaaaaaaaaaaaaaa,hôm qua\n");
        (int exit, _, string error) = await RunAsync("confirm", "--file", _folder["c.csv"]);
        Assert.Equal(2, exit);
        Assert.Contains("c.csv:2:1 (code): confirmations.bad-code", error, StringComparison.Ordinal);
        Assert.Contains("c.csv:3:2 (on): confirmations.bad-date", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder["addresses.csv"], "unit,address\nT1,không phải\nT1,a@b.vn\n,a@b.vn\n");
        (exit, _, error) = await SendAsync("unit.code == 'T1'");
        Assert.Equal(2, exit);
        Assert.Contains("addresses.csv:2:2 (address): addresses.bad-address", error, StringComparison.Ordinal);
        Assert.Contains("addresses.csv:3:1 (unit): addresses.duplicate-unit", error, StringComparison.Ordinal);
        Assert.Contains("addresses.csv:4:1 (unit): addresses.no-unit", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_nobody_answers_at_is_told_and_the_letter_waits_for_the_next_run()
    {
        await File.WriteAllTextAsync(_folder["mail.json"], """
            { "version": 1, "from": { "address": "vanphong@bentre.edu.vn", "name": "Văn phòng Sở" }, "transport": "smtp", "smtp": { "host": "localhost", "port": 9, "requireTls": false } }
            """);

        (int exit, _, string error) = await SendAsync("unit.code == 'T1'", "--mail", _folder["mail.json"]);

        Assert.Equal(3, exit);
        Assert.Equal("T1:waiting", (await StatusAsync()).States);
        Assert.DoesNotContain("at EduIct", error, StringComparison.Ordinal);
        Assert.Equal(0, (await SendAsync("unit.code == 'T1'")).Exit);
    }

    [Fact]
    public async Task A_letter_goes_out_through_the_tenants_own_Exchange_Online()
    {
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions());
        await emulator.WriteTenantAsync(_folder.Path, TenantProvider.Exchange);
        new SmallRoster { Schools = 1, PupilsOfASchool = 1 }.Write(_folder["roster"]);
        (int applied, _, string why) = await EduictProcess.RunAsync(["apply", "--tenant", _folder["tenant.json"], "--roster", _folder["roster"], "--ledger", _folder["so.db"], "--yes"]);
        Assert.True(applied == 0, why);
        string sender = emulator.GraphUsers.First(user => user.Licences.Count == 1).UserPrincipalName;
        await File.WriteAllTextAsync(_folder["mail.json"], $$"""
            { "version": 1, "from": { "address": "{{sender}}" }, "transport": "exchange" }
            """);
        await File.WriteAllTextAsync(_folder["other.json"], $$"""
            { "version": 1, "from": { "address": "{{sender}}" }, "transport": "exchange", "exchange": { "provider": "khac" } }
            """);

        (int wrong, _, string fault) = await SendAsync("unit.code == 'T1'", "--mail", _folder["other.json"]);
        (int sent, _, string error) = await SendAsync("unit.code == 'T1'", "--mail", _folder["mail.json"]);

        Assert.Equal(2, wrong);
        Assert.Contains("/exchange/provider", fault, StringComparison.Ordinal);
        Assert.True(sent == 0, error);
        EmulatedMessage message = Assert.Single(emulator.SentMessages);
        Assert.Equal(sender, message.From);
        Assert.Contains("thcs.a@bentre.edu.vn", message.Mime, StringComparison.Ordinal);
        Assert.Equal("T1:sent", (await StatusAsync()).States);
    }

    [Fact]
    public async Task Units_with_a_column_that_nobody_knows_are_not_written_to()
    {
        await File.WriteAllTextAsync(_folder["units.csv"], "unit,kind,name,parnet,so\nT1,thcs,Trường THCS A,,BenTre\n");

        (int exit, _, string error) = await SendAsync("unit.code == 'T1'");

        Assert.Equal(2, exit);
        Assert.Contains("units.csv:1:4 (parnet): fact.unknown-id", error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Out, string Error)> SendAsync(string to, params string[] more) => RunAsync(
        [
            "send", "--issuer", "BenTre", "--number", "33/SGDĐT", "--date", "2009-08-20", "--subject", "Nhiệm vụ CNTT", "--attach", _folder["Công văn 33.pdf"], "--to", to,
            "--units", _folder["units.csv"], "--addresses", _folder["addresses.csv"], "--yes", .. more,
        ]);

    private async Task<(int Letters, string States)> StatusAsync()
    {
        (_, string text, string error) = await RunAsync("status", "--json");
        Assert.False(text.Length == 0, error);
        using JsonDocument json = JsonDocument.Parse(text);
        return (json.RootElement.GetArrayLength(), string.Join(' ', json.RootElement.EnumerateArray().SelectMany(letter => letter.GetProperty("addressees").EnumerateArray())
            .Select(one => $"{one.GetProperty("unit").GetString()}:{one.GetProperty("state").GetString()}")));
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(string command, params string[] more) => RunAsync([command, .. more]);

    private Task<(int Exit, string Out, string Error)> RunAsync(string[] arguments) =>
        EduictProcess.RunAsync(["dispatch", arguments[0], "--tenant", _folder["tenant.json"], "--ledger", _folder["so.db"], .. arguments[1..]]);
}
