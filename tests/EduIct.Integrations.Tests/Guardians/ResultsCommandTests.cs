using System.Text.RegularExpressions;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Rosters;

namespace EduIct.Integrations.Tests.Guardians;

/// <summary><c>eduict results</c> as a process.</summary>
public sealed class ResultsCommandTests : IDisposable
{
    private const string TenantJson = """
        { "version": 1, "tenant": "so-bentre", "personKeys": ["moet"], "scope": { "units": ["so-bentre"], "roles": ["student"] },
          "providers": [ { "kind": "google", "id": "g", "customer": "my_customer", "admin": "admin@bentre.edu.vn", "keyFile": "key.json" } ],
          "domains": [ { "domain": "bentre.edu.vn", "provider": "g", "roles": ["student"], "patterns": ["{given}.{initials}{yy}"] } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public ResultsCommandTests() => File.WriteAllText(_folder["tenant.json"], TenantJson);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Guardians_who_asked_get_a_message_and_who_answers_with_the_code_gets_no_more()
    {
        await File.WriteAllTextAsync(_folder["kq.csv"], "Mã học sinh;Họ tên;Lớp;Email phụ huynh;Phụ huynh;Toán;Ngữ văn;Hạnh kiểm\nhs1;Nguyễn Văn An;6A1;me@x.vn;Mẹ;9,5;;Tốt\nhs2;Trần Bình;6A1;;;8;7;Khá\nhs3;Lê Chi;6A2;la@x.vn;Lạ;6;6;Tốt\n");
        Assert.Equal(0, (await RunAsync("ask", "--school", "83001", "--contact", "me@x.vn", "--how", "đơn")).Exit);

        (int exit, string text, string error) = await SendAsync();

        Assert.True(exit == 0, error);
        Assert.Contains("mới 1, đính chính 0, đã báo từ trước 0", text, StringComparison.Ordinal);
        Assert.Contains("kq.csv:3:1 (student_id): không có địa chỉ phụ huynh", text, StringComparison.Ordinal);
        Assert.Contains("kq.csv:4:1 (student_id): phụ huynh không đăng ký nhận", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn", text + error, StringComparison.Ordinal);
        string letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder["so.db.mail"])));
        string code = Regex.Match(letter, "ngung-[a-z2-7]{24}", RegexOptions.None, TimeSpan.FromSeconds(5)).Value;
        Assert.Equal(0, (await RunAsync("stop", "--code", $"Re: {code}", "--reason", "mail")).Exit);
        Assert.Contains("\"reason\": \"stopped\"", (await SendAsync("--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roster_says_where_guardians_are_reached_and_who_asked_is_told()
    {
        using SetFolder set = SetFolder.WithGuardians();
        set.Add("users", "hs3,,,true,hs3,{moet:1003},Chi,Lê,Thị,6,,ai-do");
        set.Add("roles", "r9,,,hs3,primary,student,,,thcs,");
        await set.ReadAsync();
        await File.WriteAllTextAsync(_folder["kq.csv"], "student_id,student,guardian_email,Toán\n1001,An,,9\nmoet:1002,Bình,,8\n1003,Chi,,7\n");
        Assert.Equal(0, (await RunAsync("ask", "--school", "83001", "--contact", "me@x.vn", "--how", "đơn")).Exit);
        Assert.Equal(0, (await RunAsync("ask", "--school", "83001", "--contact", "ba@x.vn", "--how", "đơn")).Exit);

        (int exit, _, string error) = await SendAsync("--roster", set.Path);
        Assert.Equal(2, exit);
        Assert.Contains("users.csv:7:12 (agentSourcedIds): roster.unknown-agent", error, StringComparison.Ordinal);
        Assert.DoesNotContain("@", error, StringComparison.Ordinal);

        (exit, string text, error) = await SendAsync("--roster", set.Path, "--accept-faults");
        Assert.True(exit == 0, error);
        Assert.Contains("mới 2,", text, StringComparison.Ordinal);
        Assert.Contains("kq.csv:4:1 (student_id): không có địa chỉ phụ huynh", text, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder["so.db.mail"]).Length);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_a_paid_channel_with_its_clause()
    {
        (int exit, _, string error) = await RunAsync("ask", "--school", "83001", "--contact", "0912345678", "--channel", "sms");
        Assert.Equal(4, exit);
        Assert.Contains("4622/BGDĐT-CNTT, I.3.c.-2", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("ask", "--school", "83001", "--contact", "0912345678", "--channel", "sms", "--allow-paid-channel")).Exit);
        Assert.Equal(2, (await RunAsync("ask", "--school", "83001", "--contact", "không phải")).Exit);
        Assert.Equal(2, (await RunAsync("ask", "--school", "a b", "--contact", "a@b.vn")).Exit);
        Assert.Equal(2, (await RunAsync("ask", "--school", "83001", "--contact", "a@b.vn", "--how", " ")).Exit);
        Assert.Equal(2, (await RunAsync("stop", "--code", "ngung-x")).Exit);
        Assert.Equal(2, (await RunAsync("stop", "--code", "ngung-aaaaaaaaaaaaaaaaaaaaaaaa")).Exit);

        await File.WriteAllTextAsync(_folder["kq.csv"], "student_id,student,guardian_email,Toán\nhs1,An,sai địa chỉ,9\nhs2,Bình,a@b.vn,9,thừa\nhs3,Chi,c@d.vn,9\n");
        (exit, _, error) = await SendAsync();
        Assert.Equal(2, exit);
        Assert.Contains("kq.csv:2:3 (guardian_email): results.bad-email", error, StringComparison.Ordinal);
        Assert.Contains("kq.csv:3: results.field-count", error, StringComparison.Ordinal);
        Assert.Equal(0, (await SendAsync("--accept-faults")).Exit);
        await File.WriteAllTextAsync(_folder["kq.csv"], "student,Email phụ huynh\nAn,a@b.vn\n");
        (exit, _, error) = await SendAsync();
        Assert.Equal(2, exit);
        Assert.Contains("results.no-column", error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Out, string Error)> SendAsync(params string[] more) => RunAsync(
        [
            "send", "--records", _folder["kq.csv"], "--school", "83001", "--school-name", "Trường THCS Ba Tri", "--year", "2016-2017", "--term", "học kỳ I", "--from", "batri@bentre.edu.vn", .. more,
        ]);

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) =>
        EduictProcess.RunAsync(["results", arguments[0], "--tenant", _folder["tenant.json"], "--ledger", _folder["so.db"], .. arguments[1..]]);
}
