using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph;
using EduIct.Emulator.Graph.Roles;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.OrgUnits;
using EduIct.Emulator.State;
using EduIct.Emulator.Users;

namespace EduIct.Emulator.Tenants;

/// <summary>Brings a tenant back from its state file, and gives a new one what every tenant has before its first call.</summary>
internal static class Founding
{
    public static string Admin(EmulatorOptions options) => (options.AdminAddress ?? "admin@" + options.Domains[0]).ToLowerInvariant();

    public static Workspace Open(EmulatorOptions options)
    {
        var header = new StateHeader
        {
            Format = StateHeader.FormatName,
            Version = 1,
            Customer = options.Customer ?? "C" + unchecked((uint)options.Seed * 2654435761u).ToString("x8", CultureInfo.InvariantCulture),
            Domains = [.. options.Domains.Select(domain => domain.ToLowerInvariant())],
        };
        var journal = options.StateFile is { } path ? Journal.Open(path, header) : null;
        header = journal?.Header ?? header;
        var store = new Store(options.TimeProvider, journal);
        if (journal is not null)
            store.Load(journal.Found.All(), journal.Revision);
        var workspace = new Workspace(store, options.TimeProvider, header.Customer, header.Domains, options.Seed, options.UserLimit);
        Found(workspace, Admin(options));
        FoundGraph(workspace, new GraphTenant(workspace, options), Admin(options));
        foreach (var lag in options.Faults.Where(fault => fault.Kind == FaultKind.Lag))
            store.Trail(lag.Time!.Value);
        return workspace;
    }

    private static void Found(Workspace workspace, string admin)
    {
        if (workspace.Tables.OrgUnits.Count == 0)
        {
            var id = workspace.NewId("orgUnit", "/", OrgUnitsResource.IdText, _ => false);
            workspace.Store.Commit(new Change { OrgUnit = new OrgUnitRecord { Id = id, Name = "/" } });
        }
        if (workspace.Tables.Users.ByAddress(admin) is not null)
            return;
        workspace.Store.Commit(new Change
        {
            User = new UserRecord
            {
                Id = workspace.NewId("user", admin, UserEdit.IdText, id => workspace.Tables.Users.ById(id) is not null),
                PrimaryEmail = admin,
                OrgUnitId = workspace.Tables.OrgUnits.Root.Id,
                GivenName = "Quản trị",
                FamilyName = "Hệ thống",
                IsAdmin = true,
                Created = workspace.UtcNow,
            },
        });
    }

    private static void FoundGraph(Workspace workspace, GraphTenant tenant, string admin)
    {
        if (workspace.Tables.Graph.By(DirectoryObject.User, "userPrincipalName", admin).Count > 0)
            return;
        var user = new DirectoryObject
        {
            Kind = DirectoryObject.User,
            Id = tenant.NewId(DirectoryObject.User, admin),
            Created = workspace.UtcNow,
            Properties = new JsonObject
            {
                ["userPrincipalName"] = admin,
                ["displayName"] = "Quản trị hệ thống",
                ["mailNickname"] = admin[..admin.IndexOf('@')],
                ["accountEnabled"] = true,
                ["userType"] = "Member",
            },
        };
        workspace.Store.Commit([new Change { Object = user }, new Change { Object = RoleAssignments.New(tenant, user.Id, RoleAssignments.GlobalAdministrator, "/") }]);
    }
}
