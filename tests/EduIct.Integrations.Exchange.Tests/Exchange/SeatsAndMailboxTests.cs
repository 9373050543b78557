using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.People;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

public sealed class SeatsAndMailboxTests : IAsyncLifetime
{
    private const string TeacherSku = "8f2c7a8e-0000-4000-8000-0000000000c3";

    private CannedGraph _server = null!;

    public async Task InitializeAsync() => _server = await CannedGraph.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Seats_are_those_that_are_enabled_less_those_that_Graph_counts_as_consumed()
    {
        _server.OnCall = _ => Answer.Json($$$"""
            {"value":[
              {"skuId":"8f2c7a8e-0000-4000-8000-0000000000c2","skuPartNumber":"STANDARDWOFFPACK_STUDENT","consumedUnits":40,"prepaidUnits":{"enabled":100,"suspended":7,"warning":5}},
              {"skuId":"{{{TeacherSku}}}","skuPartNumber":"STANDARDWOFFPACK_FACULTY","consumedUnits":12,"prepaidUnits":{"enabled":10,"suspended":0,"warning":0}},
              {"skuId":"8f2c7a8e-0000-4000-8000-0000000000c4","skuPartNumber":"POWER_BI_STANDARD","consumedUnits":1,"prepaidUnits":{"enabled":1000000}}
            ]}
            """);
        ExchangeDirectoryOptions options = _server.Options;
        options.Licences = new Dictionary<Role, string>
        {
            [Role.Student] = "standardwoffpack_student", [Role.Teacher] = TeacherSku, [Role.Principal] = TeacherSku, [Role.Staff] = "NONE_OF_OURS",
        };
        using ExchangeDirectory directory = ExchangeDirectory.Create(options);

        SeatCount[] seats = [.. await directory.CountSeatsAsync()];

        Assert.Equal(3, seats.Length);
        Assert.Equal((100, 40, 60), Of("standardwoffpack_student"));
        Assert.Equal((10, 12, 0), Of(TeacherSku));
        Assert.Equal((0, 0, 0), Of("NONE_OF_OURS"));
        Assert.Equal([Role.Principal, Role.Teacher], seats.Single(seat => seat.Licence == TeacherSku).Roles.ToArray());
        Assert.Single(_server.Calls);

        (int, int, int) Of(string licence) => seats.Where(seat => seat.Licence == licence).Select(seat => (seat.Total, seat.Used, seat.Free)).Single();
    }

    [Fact]
    public async Task Where_no_role_takes_a_licence_nothing_is_asked()
    {
        using ExchangeDirectory directory = ExchangeDirectory.Create(_server.Options);

        Assert.Empty(await directory.CountSeatsAsync());
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_mailbox_is_not_ready_until_Exchange_has_made_it()
    {
        using ExchangeDirectory directory = ExchangeDirectory.Create(_server.Options);

        _server.OnCall = _ => Answer.Error(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        Assert.False(await directory.IsMailboxReadyAsync(UserId));
        _server.OnCall = _ => Answer.Json("""{"userPurpose":"user"}""");
        Assert.True(await directory.IsMailboxReadyAsync(UserId));
        _server.OnCall = _ => Answer.Error(404, "Request_ResourceNotFound", "Resource does not exist.");
        Assert.Equal(DirectoryErrorKind.NotFound, (await Assert.ThrowsAsync<DirectoryException>(() => directory.IsMailboxReadyAsync(UserId))).Kind);
        Assert.All(_server.Calls, call => Assert.Equal($"GET /v1.0/users/{UserId}/mailboxSettings", call.ToString()));
    }
}
