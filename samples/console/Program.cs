// Hộp thư cho học sinh từ dữ liệu của chính phần mềm / Mailboxes from a vendor's own data: dotnet run -- tenant.json so-cai.db
using EduIct.People;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

using ServiceProvider services = new ServiceCollection().AddEduIctGoogle().BuildServiceProvider();
TenantFileResult tenant = await TenantFile.LoadAsync(args[0]);
using Provisioner provisioner = services.GetRequiredService<ProvisionerFactory>()
    .Create(tenant.File ?? throw new ProvisioningException(tenant.Issues), args[1]);

Plan plan = await provisioner.PlanAsync(await RosterCollection.CollectAsync(PupilsAsync(), new LocalDate(2026, 9, 5)));
ApplyResult result = await provisioner.ApplyAsync(plan);
Console.WriteLine($"{plan.Operations.Length} thao tác: {result.Outcome}");
return result.Outcome == ApplyOutcome.Applied ? 0 : 1;

// Thay bằng truy vấn của bạn / Your own query stands here.
static async IAsyncEnumerable<Person> PupilsAsync()
{
    var place = new Affiliation(new UnitCode(CodeSystem.Moet, "83000701"), Role.Student) { Grade = "10", Classes = ["10A1"] };
    foreach (var (code, name) in new[] { ("8300000001", "Nguyễn Văn An"), ("8300000002", "Đặng Thị Hương") })
    {
        await Task.Yield();
        yield return new Person(new PersonKey(CodeSystem.Moet, code), PersonName.Parse(name)!, place) { BirthDate = new LocalDate(2011, 5, 20) };
    }
}
