using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Google;
using EduIct.People;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Answer = EduIct.Integrations.Tests.Google.CannedServer.Answer;

namespace EduIct.Integrations.Tests.Google;

public sealed class GoogleDirectoryTests : IAsyncLifetime
{
    private static readonly EmailAddress An = EmailAddress.Parse("an.nv12@bentre.edu.vn");
    private static readonly EmailAddress Class = EmailAddress.Parse("lop.6a1.thcs1@bentre.edu.vn");
    private static readonly Placement Place = new(new UnitCode(CodeSystem.Moet, "79.005"), "THCS Lê Lợi", Role.Student, "6A1", "6");

    private CannedServer _server = null!;
    private GoogleDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedServer.StartAsync();
        _directory = GoogleDirectory.Create(_server.Options);
    }

    public async Task DisposeAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
    }

    public static TheoryData<string, string, string> Members => new()
    {
        { nameof(IAccountDirectory.ListAccountsAsync), "GET", "/admin/directory/v1/users" },
        { nameof(IAccountDirectory.FindAccountAsync), "GET", "/admin/directory/v1/users/an.nv12@bentre.edu.vn" },
        { nameof(IAccountDirectory.CreateAccountAsync), "POST", "/admin/directory/v1/users" },
        { nameof(IAccountDirectory.UpdateAccountAsync), "PUT", "/admin/directory/v1/users/101" },
        { nameof(IAccountDirectory.DeleteAccountAsync), "DELETE", "/admin/directory/v1/users/101" },
        { nameof(IAccountDirectory.RestoreAccountAsync), "POST", "/admin/directory/v1/users/101/undelete" },
        { nameof(IAccountDirectory.AddAliasAsync), "POST", "/admin/directory/v1/users/101/aliases" },
        { nameof(IAccountDirectory.RemoveAliasAsync), "DELETE", "/admin/directory/v1/users/101/aliases/an.nv12@bentre.edu.vn" },
        { nameof(IAccountDirectory.ListOrgUnitsAsync), "GET", "/admin/directory/v1/customer/my_customer/orgunits" },
        { nameof(IAccountDirectory.CreateOrgUnitAsync), "POST", "/admin/directory/v1/customer/my_customer/orgunits" },
        { nameof(IAccountDirectory.ListGroupsAsync), "GET", "/admin/directory/v1/groups" },
        { nameof(IAccountDirectory.FindGroupAsync), "GET", "/admin/directory/v1/groups/lop.6a1.thcs1@bentre.edu.vn" },
        { nameof(IAccountDirectory.CreateGroupAsync), "POST", "/admin/directory/v1/groups" },
        { nameof(IAccountDirectory.ListMembersAsync), "GET", "/admin/directory/v1/groups/lop.6a1.thcs1@bentre.edu.vn/members" },
        { nameof(IAccountDirectory.AddMemberAsync), "POST", "/admin/directory/v1/groups/lop.6a1.thcs1@bentre.edu.vn/members" },
        { nameof(IAccountDirectory.RemoveMemberAsync), "DELETE", "/admin/directory/v1/groups/lop.6a1.thcs1@bentre.edu.vn/members/an.nv12@bentre.edu.vn" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Each_member_sends_one_request(string member, string method, string path)
    {
        await CallAsync(member);

        CannedServer.Sent sent = Assert.Single(_server.Calls);
        Assert.Equal((method, path), (sent.Method, sent.Path));
        Assert.Equal("Bearer ya29.canned", sent.Authorization);
        Assert.Single(_server.TokenCalls);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_refused_request_is_not_sent_again(string member, string method, string path)
    {
        _server.OnCall = _ => Answer.Error(503, "backendError", "Backend Error");

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => CallAsync(member));

        Assert.Equal(DirectoryErrorKind.Transient, fault.Kind);
        Assert.Equal((method, path), Assert.Single(_server.Calls) is var sent ? (sent.Method, sent.Path) : default);
    }

    [Fact]
    public async Task A_new_account_carries_key_placement_and_a_hashed_password()
    {
        _server.OnCall = sent => new Answer(200, sent.Body.Insert(1, "\"id\":\"101\","));
        Account made = await _directory.CreateAccountAsync(NewAn());

        JsonElement body = Assert.Single(_server.Calls).Json;
        Assert.Equal("an.nv12@bentre.edu.vn", body.GetProperty("primaryEmail").GetString());
        Assert.Equal("Nguyễn Văn", body.GetProperty("name").GetProperty("familyName").GetString());
        Assert.Equal("""[{"type":"custom","customType":"moet","value":"0123456789"}]""", body.GetProperty("externalIds").GetRawText());
        Assert.Equal("SHA-1", body.GetProperty("hashFunction").GetString());
        Assert.Equal("4cbb29805546015ef297f9308108132b4082a5ad", body.GetProperty("password").GetString());
        Assert.True(body.GetProperty("changePasswordAtNextLogin").GetBoolean());
        Assert.DoesNotContain("Correct-Horse", body.GetRawText(), StringComparison.Ordinal);

        Assert.Equal("101", made.Id);
        Assert.Equal(new PersonKey(CodeSystem.Moet, "0123456789"), Assert.Single(made.Keys));
        Assert.Equal(Place, made.Placement);
        Assert.Equal(OrgUnitPath.Parse("/HocSinh/10A1"), made.OrgUnit);
    }

    [Fact]
    public void Names_and_a_placement_come_back_as_they_went()
    {
        _server.OnCall = sent => new Answer(200, sent.Body);
        Prop.ForAll<NonEmptyString, NonEmptyString>((one, other) => Task.Run(async () =>
        {
            string[] texts = [.. new[] { one, other }.Select(text => $"a{new string([.. text.Get.Where(c => !char.IsSurrogate(c))])}")];
            NewAccount account = NewAn() with
            {
                GivenName = texts[0],
                FamilyName = texts[1],
                Placement = Place with { UnitName = texts[1], Class = texts[0], Grade = null },
            };
            Account made = await _directory.CreateAccountAsync(account);
            return (made.GivenName, made.FamilyName, made.Placement) == (account.GivenName, account.FamilyName, account.Placement);
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public async Task An_update_sends_only_what_changes()
    {
        await _directory.UpdateAccountAsync("101", new AccountChange { Suspended = true });
        await _directory.UpdateAccountAsync("101", new AccountChange { Address = An, GivenName = "Ân" });

        Assert.Equal(
            ["""{"suspended":true}""", """{"primaryEmail":"an.nv12@bentre.edu.vn","name":{"givenName":"\u00C2n"}}"""],
            _server.Calls.Select(sent => sent.Body));
    }

    [Fact]
    public async Task What_other_tools_wrote_is_passed_over()
    {
        _server.OnCall = _ => new Answer(200, """
            {"users":[{"id":"1","primaryEmail":"a@bentre.edu.vn","isDelegatedAdmin":true,"orgUnitPath":"/","aliases":["b@bentre.edu.vn"],
              "nonEditableAliases":["a@bentre.edu.vn.test-google-a.com","b@bentre.edu.vn"],
              "externalIds":[{"type":"organization","value":"7"},{"type":"custom","customType":"Số thẻ","value":"8"},{"type":"custom","customType":"moet","value":9},"x",
                             {"type":"custom","customType":"vendor:x","value":"10"}],
              "organizations":{"not":"a list"}},
             {"id":"2","primaryEmail":"c@bentre.edu.vn","externalIds":null,"unknown":[1],
              "organizations":[null,{"type":"work","title":"Kế toán"},{"type":"school","symbol":"no code"},{"type":"school","symbol":"moet:7","primary":false}]},null],
             "nextPageToken":"n1"}
            """);

        DirectoryPage<Account> page = await _directory.ListAccountsAsync(deleted: false, pageToken: "n0");

        Assert.Equal("n1", page.NextPageToken);
        Assert.Equal("n0", Assert.Single(_server.Calls).Query["pageToken"]);
        Assert.Equal(2, page.Items.Length);
        Account first = page.Items[0];
        Assert.True(first.IsAdmin);
        Assert.Equal(new PersonKey(CodeSystem.Vendor("x"), "10"), Assert.Single(first.Keys));
        Assert.Null(first.Placement);
        Assert.Equal(["b@bentre.edu.vn", "a@bentre.edu.vn.test-google-a.com"], first.Aliases.Select(alias => alias.ToString()));
        Assert.Equal(new Placement(new UnitCode(CodeSystem.Moet, "7"), "", default), page.Items[1].Placement);
        Assert.Null(page.Items[1].DeletedAt);
    }

    [Fact]
    public async Task The_bin_tells_when_an_account_was_deleted()
    {
        _server.OnCall = _ => new Answer(200, """
            {"users":[{"id":"1","primaryEmail":"a@bentre.edu.vn","deletionTime":"2026-09-01T10:00:00.000Z"},{"id":"2","primaryEmail":"b@bentre.edu.vn"}]}
            """);

        DirectoryPage<Account> page = await _directory.ListAccountsAsync(deleted: true, pageToken: null);

        CannedServer.Sent sent = Assert.Single(_server.Calls);
        Assert.Equal(("true", "my_customer", "500"), (sent.Query["showDeleted"], sent.Query["customer"], sent.Query["maxResults"]));
        Assert.Equal([Instant.FromUtc(2026, 9, 1, 10, 0), Instant.MinValue], page.Items.Select(account => account.DeletedAt));
    }

    [Fact]
    public async Task An_empty_tenant_lists_nothing()
    {
        Assert.Empty((await _directory.ListAccountsAsync(false, null)).Items);
        Assert.Empty((await _directory.ListGroupsAsync(null)).Items);
        Assert.Empty((await _directory.ListMembersAsync(Class, null)).Items);
        Assert.Empty(await _directory.ListOrgUnitsAsync());
    }

    [Theory]
    [InlineData(404, "notFound", "Resource Not Found: userKey")]
    [InlineData(412, "conditionNotMet", "User is deleted.")]
    public async Task What_is_not_there_is_null(int status, string reason, string message)
    {
        _server.OnCall = _ => Answer.Error(status, reason, message);

        Assert.Null(await _directory.FindAccountAsync("101"));
        Assert.Null(await _directory.FindGroupAsync(Class));
    }

    [Fact]
    public async Task A_deleted_account_is_not_found()
    {
        _server.OnCall = _ => new Answer(200, """{"id":"1","primaryEmail":"a@bentre.edu.vn","deletionTime":"2026-09-01T10:00:00.000Z"}""");

        Assert.Null(await _directory.FindAccountAsync("1"));
    }

    [Fact]
    public async Task What_a_group_is_for_comes_back_from_its_description()
    {
        _server.OnCall = sent => new Answer(200, sent.Body);
        Prop.ForAll<NonWhiteSpaceString>(text => Task.Run(async () =>
        {
            string holder = new([.. text.Get.Where(c => !char.IsSurrogate(c))]);
            return string.IsNullOrWhiteSpace(holder)
                || (await _directory.CreateGroupAsync(Class, "Lớp 6A1 [eduict:x]", holder)).Holder == holder;
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

        Assert.Equal("class/oneroster:12/6a1", (await _directory.CreateGroupAsync(Class, "Lớp 6A1", "class/oneroster:12/6a1")).Holder);
        Assert.Equal("Lớp 6A1 [eduict:class/oneroster:12/6a1]", _server.Calls.Last().Json.GetProperty("description").GetString());
    }

    [Fact]
    public async Task The_root_is_no_unit_to_list_or_to_make()
    {
        _server.OnCall = _ => new Answer(200, """{"organizationUnits":[{"orgUnitPath":"/"},{"orgUnitPath":"/HocSinh"},{"orgUnitPath":"/HocSinh/10A1"}]}""");

        Assert.Equal(["/HocSinh", "/HocSinh/10A1"], (await _directory.ListOrgUnitsAsync()).Select(path => path.ToString()));
        Assert.Equal("all", _server.Calls.Single().Query["type"]);
        await Assert.ThrowsAsync<ArgumentException>(() => _directory.CreateOrgUnitAsync(OrgUnitPath.Root));
    }

    [Fact]
    public async Task The_assertion_speaks_for_the_administrator_at_the_injected_time()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using GoogleDirectory directory = GoogleDirectory.Create(_server.Options, time);
        await directory.ListOrgUnitsAsync();

        JsonElement claims = Assert.Single(_server.TokenCalls).Claims;
        Assert.Equal(CannedServer.Admin, claims.GetProperty("sub").GetString());
        Assert.Equal("sync@eduict-test.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
        Assert.Equal(string.Join(' ', GoogleDirectory.Scopes), claims.GetProperty("scope").GetString());
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task A_token_serves_many_calls_and_a_refused_one_is_replaced()
    {
        int tokens = 0;
        _server.OnToken = _ => Answer.Token($"t{++tokens}");
        await _directory.ListOrgUnitsAsync();
        await _directory.ListOrgUnitsAsync();
        Assert.Single(_server.TokenCalls);

        _server.OnCall = sent => sent.Authorization == "Bearer t1" ? Answer.Error(401, "authError", "Invalid Credentials") : new Answer(200, "{}");
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => _directory.ListOrgUnitsAsync());
        Assert.Equal(DirectoryErrorKind.Unauthorized, fault.Kind);
        Assert.Equal(3, _server.Calls.Count);

        await _directory.ListOrgUnitsAsync();
        Assert.Equal(2, _server.TokenCalls.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_token()
    {
        _server.OnCall = _ => new Answer(302, "", Headers: new() { ["Location"] = new Uri(_server.Root, "/elsewhere").AbsoluteUri });

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => _directory.ListOrgUnitsAsync());

        Assert.Equal(DirectoryErrorKind.Invalid, fault.Kind);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_by_the_injected_clock()
    {
        FakeTimeProvider time = new();
        using SemaphoreSlim arrived = new(0);
        using ManualResetEventSlim release = new();
        _server.OnCall = _ =>
        {
            arrived.Release();
            release.Wait();
            return new Answer(200, "{}");
        };
        using GoogleDirectory directory = GoogleDirectory.Create(_server.Options, time);

        Task call = directory.ListOrgUnitsAsync();
        Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)), "The request did not arrive.");
        time.Advance(TimeSpan.FromSeconds(101));
        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => call);
        release.Set();

        Assert.Equal((DirectoryErrorKind.Transient, "timeout"), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task A_cancelled_call_says_so()
    {
        using CancellationTokenSource cancellation = new();
        _server.OnCall = _ =>
        {
            cancellation.Cancel();
            return new Answer(200, "{}");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _directory.ListOrgUnitsAsync(cancellation.Token));
    }

    private static NewAccount NewAn() => new(
        new PersonKey(CodeSystem.Moet, "0123456789"), An, "An", "Nguyễn Văn", OrgUnitPath.Parse("/HocSinh/10A1"), Place, new InitialPassword("Correct-Horse-7"));

    private Task CallAsync(string member) => member switch
    {
        nameof(IAccountDirectory.ListAccountsAsync) => _directory.ListAccountsAsync(false, null),
        nameof(IAccountDirectory.FindAccountAsync) => _directory.FindAccountAsync(An.ToString()),
        nameof(IAccountDirectory.CreateAccountAsync) => _directory.CreateAccountAsync(NewAn()),
        nameof(IAccountDirectory.UpdateAccountAsync) => _directory.UpdateAccountAsync("101", new AccountChange { Placement = Place }),
        nameof(IAccountDirectory.DeleteAccountAsync) => _directory.DeleteAccountAsync("101"),
        nameof(IAccountDirectory.RestoreAccountAsync) => _directory.RestoreAccountAsync("101", OrgUnitPath.Root),
        nameof(IAccountDirectory.AddAliasAsync) => _directory.AddAliasAsync("101", An),
        nameof(IAccountDirectory.RemoveAliasAsync) => _directory.RemoveAliasAsync("101", An),
        nameof(IAccountDirectory.ListOrgUnitsAsync) => _directory.ListOrgUnitsAsync(),
        nameof(IAccountDirectory.CreateOrgUnitAsync) => _directory.CreateOrgUnitAsync(OrgUnitPath.Parse("/HocSinh")),
        nameof(IAccountDirectory.ListGroupsAsync) => _directory.ListGroupsAsync(null),
        nameof(IAccountDirectory.FindGroupAsync) => _directory.FindGroupAsync(Class),
        nameof(IAccountDirectory.CreateGroupAsync) => _directory.CreateGroupAsync(Class, "Lớp 6A1", "class/moet:1/6a1"),
        nameof(IAccountDirectory.ListMembersAsync) => _directory.ListMembersAsync(Class, null),
        nameof(IAccountDirectory.AddMemberAsync) => _directory.AddMemberAsync(Class, An, GroupRole.Member),
        nameof(IAccountDirectory.RemoveMemberAsync) => _directory.RemoveMemberAsync(Class, An),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };
}
