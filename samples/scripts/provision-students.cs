#!/usr/bin/env dotnet
// Hộp thư cho học sinh từ một tệp CSV: lập kế hoạch, cho xem, hỏi, rồi thực hiện.
// Mailboxes for pupils from a CSV: plans, shows, asks, applies.
//   dotnet run provision-students.cs tenant.json hoc-sinh.csv so-cai.db [--yes]
#:package EduIct.Integrations@0.1.0
#:package Microsoft.Extensions.DependencyInjection@10.0.14
using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;

if (args is not [var tenantPath, var csv, var ledger, .. var rest] || rest is not ([] or ["--yes"]))
{
    Console.Error.WriteLine("dotnet run provision-students.cs tenant.json hoc-sinh.csv so-cai.db [--yes]");
    return 2;
}

using var services = new ServiceCollection().AddEduIctGoogle().BuildServiceProvider();
try
{
    var tenant = await TenantFile.LoadAsync(tenantPath);
    if (tenant.File is null)
    {
        throw new ProvisioningException(tenant.Issues);
    }

    var school = new UnitCode(CodeSystem.OneRoster, tenant.File.Policy.Scope.Units[0]);
    var roster = await services.GetRequiredService<RosterReader>().ReadAsync(csv, new RosterReaderOptions { HomeUnit = school });
    using var provisioner = services.GetRequiredService<ProvisionerFactory>().Create(tenant.File, ledger);

    var plan = await provisioner.PlanAsync(roster);
    foreach (var operation in plan.Operations)
    {
        Console.WriteLine(OperationText.Describe(operation).Vi);
    }

    Console.WriteLine($"{plan.Operations.Length} thao tác. Thực hiện? [c/K]");
    if (plan.IsEmpty || (rest is [] && Console.ReadLine()?.Trim() is not ("c" or "C" or "y" or "Y")))
    {
        return 0;
    }

    var result = await provisioner.ApplyAsync(plan);
    var why = result.Refusals.Select(refusal => refusal.Message.Vi).Concat(result.Issues.Select(issue => issue.Message.Vi));
    Console.WriteLine($"{result.Outcome}. {string.Join("; ", why)}");
    return result.Outcome switch { ApplyOutcome.Applied => 0, ApplyOutcome.PartlyApplied => 1, _ => 4 };
}
catch (Exception fault) when (fault is ProvisioningException or DirectoryException or LedgerException)
{
    Console.Error.WriteLine(fault.Message);
    return fault is DirectoryException ? 3 : fault is LedgerException or ProvisioningException { IsRefusal: true } ? 4 : 2;
}
