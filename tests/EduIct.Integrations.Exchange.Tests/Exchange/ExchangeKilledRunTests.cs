using EduIct.Accounts;
using EduIct.Emulator;
using EduIct.Exchange;
using EduIct.Integrations.Tests.Running;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>The kill suite on the emulator's Graph side: one change of an account is several requests, and the process may die between any two of them.</summary>
public sealed class ExchangeKilledRunTests : KilledRunSuite
{
    private protected override int Every => 17;

    private protected override int RandomPlans => 6;

    [Theory]
    [InlineData("POST /v1.0/users")]
    [InlineData("POST /v1.0/users/{id}/assignLicense")]
    [InlineData("PATCH /v1.0/users/{id}")]
    [InlineData("DELETE /v1.0/users/{id}")]
    [InlineData("POST /v1.0/directory/administrativeUnits")]
    [InlineData("POST /v1.0/directory/administrativeUnits/{id}/members/$ref")]
    [InlineData("DELETE /v1.0/directory/administrativeUnits/{id}/members/{id}/$ref")]
    [InlineData("POST /v1.0/directory/deletedItems/{id}/restore")]
    [InlineData("POST /v1.0/groups")]
    [InlineData("POST /v1.0/groups/{id}/members/$ref")]
    [InlineData("DELETE /v1.0/groups/{id}/members/{id}/$ref")]
    public Task A_request_that_took_effect_when_its_answer_was_lost_in_a_kill_is_found_out(string request) => AnswerLostAsync(request);

    private protected override async Task<KillableTenant> CreateAsync(int seed) => new GraphTenant(await ExchangeTenant.StartAsync());

    private sealed class GraphTenant(ExchangeTenant tenant) : EmulatorTenant
    {
        protected override EmulatorServer Server => tenant.Server;

        /// <summary>With what the port does not show: licences, and who is in which administrative unit.</summary>
        public override async Task<string> SnapshotAsync()
        {
            IEnumerable<string> users = Server.GraphUsers.Select(user =>
                $"{user.UserPrincipalName} {user.DisplayName} {user.Mail} {string.Join(',', user.Licences)} {string.Join(',', user.AdministrativeUnits)}");
            return string.Join('\n', users.Prepend(await base.SnapshotAsync()));
        }

        protected override IAccountDirectory Connect(Uri root)
        {
            ExchangeDirectoryOptions options = tenant.Options;
            options.RootUrl = root.AbsoluteUri;
            return ExchangeDirectory.Create(options);
        }

        protected override ValueTask CloseAsync() => tenant.DisposeAsync();
    }
}
