using EduIct.Accounts;
using EduIct.Emulator;
using EduIct.Integrations.Tests.Running;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>The emulator's Graph side as a tenant of a run.</summary>
internal sealed class ExchangeRunTenant(ExchangeTenant tenant) : EmulatorTenant
{
    protected override EmulatorServer Server => tenant.Server;

    /// <summary>With what the port does not show: licences, and who is in which administrative unit.</summary>
    public override async Task<string> SnapshotAsync()
    {
        IEnumerable<string> users = Server.GraphUsers.Select(user =>
            $"{user.UserPrincipalName} {user.DisplayName} {user.Mail} {string.Join(',', user.Licences)} {string.Join(',', user.AdministrativeUnits)}");
        return string.Join('\n', users.Prepend(await base.SnapshotAsync()));
    }

    protected override IAccountDirectory Connect(Uri root) => tenant.Open(root);

    protected override ValueTask CloseAsync() => tenant.DisposeAsync();
}
