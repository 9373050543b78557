using System.Collections.Immutable;
using System.Globalization;
using EduIct.Cli.Demo;
using EduIct.Cli.Demo.Report;
using EduIct.Issues;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Integrations.Tests.Demo;

/// <summary>Rows such as a run gives, without the run: the report is to show any rows truly.</summary>
internal static class SampleRun
{
    public static ImmutableArray<AccountRow> Rows(int students)
    {
        DemoTerm first = DemoProvince.FirstTerm(students, seed: 11);
        DemoTerm second = SecondTerm.After(first, seed: 11);
        Dictionary<string, DemoPerson> before = first.People.ToDictionary(person => person.Id);
        Dictionary<string, DemoPerson> after = second.People.ToDictionary(person => person.Id);
        Dictionary<string, DemoOrg> orgs = first.Orgs.ToDictionary(org => org.Id);
        Dictionary<string, DemoClass> classes = first.Classes.ToDictionary(each => each.Id);
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Where(id => !id.StartsWith("ph-", StringComparison.Ordinal))
                .Select(id => Row(before.GetValueOrDefault(id), after.GetValueOrDefault(id))),
        ];

        AccountRow Row(DemoPerson? was, DemoPerson? isNow)
        {
            DemoPerson person = isNow ?? was!;
            bool renamed = was is not null && isNow is not null && was.Name.Middle != isNow.Name.Middle;
            bool moved = was is not null && isNow is not null && (was.Class != isNow.Class || was.Org != isNow.Org);
            DemoClass? its = person.Role == Role.Student ? classes[person.Class!] : null;
            return new AccountRow
            {
                PersonKey = person.MoetId is null ? "oneroster:" + person.Id : "moet:" + person.MoetId,
                UnitCode = "oneroster:" + person.Org,
                UnitName = orgs[person.Org].Name,
                UnitKind = orgs[person.Org].Kind.Name,
                Role = person.Role.Name,
                Class = its?.Title ?? "",
                Grade = its?.Grade.ToString(CultureInfo.InvariantCulture) ?? "",
                FullName = person.Name.Full,
                PreviousName = was is not null && was.Name != person.Name ? was.Name.Full : "",
                Provider = person.Role == Role.Student ? "google" : "exchange",
                Address = Address(person.Id, renamed),
                PreviousAddress = renamed ? Address(person.Id, renamed: false) : "",
                OrgUnit = isNow is null ? "/DaNghi" : "/" + person.Org,
                PreviousUnit = was is not null && was.Org != person.Org ? "oneroster:" + was.Org : "",
                State = isNow is null ? "suspended" : "active",
                Term1 = was is null ? "" : "create",
                Term2 = was is null ? "create" : isNow is null ? "suspend" : renamed ? "rename+update" : moved ? "move+update" : was.Name != isNow.Name ? "update" : "",
            };
        }
    }

    public static ReportContent Content(ImmutableArray<AccountRow> rows) => new()
    {
        Rows = rows,
        Terms =
        [
            new TermResult(1, new NodaTime.LocalDate(2026, 9, 5), 360, 40, new Dictionary<OperationKind, int> { [OperationKind.Create] = 320, [OperationKind.AddMember] = 300 }, Again: 0),
            new TermResult(2, new NodaTime.LocalDate(2027, 1, 18), 362, 40, new Dictionary<OperationKind, int> { [OperationKind.Create] = 9 }, Again: 0),
        ],
        Steps =
        [
            new DemoStep(1, new LocalizedText("Lập kế hoạch", "Plan"), "eduict plan --roster roster-1", new LocalizedText("620 việc", "620 operations"), TimeSpan.FromMilliseconds(640)),
            new DemoStep(2, new LocalizedText("Đối chiếu", "Verify"), "eduict verify --roster roster-2", new LocalizedText("Có khác biệt", "Differences"), TimeSpan.FromSeconds(12), Good: false),
        ],
        Patterns = ["{given}.{initials}{yy}", "{given}.{initials}.{code:4}"],
        Students = 300,
        Seed = 11,
        Elapsed = TimeSpan.FromSeconds(18),
    };

    // Every third is of the second pattern.
    private static string Address(string id, bool renamed)
    {
        int number = int.Parse(id.AsSpan(3), CultureInfo.InvariantCulture);
        string letters = new([.. id[3..].Select(digit => (char)('a' + (digit - '0')))]);
        string initials = id[..2] + (renamed ? "x" : "");
        return number % 3 == 0 ? $"{letters}.{initials}.{number:D4}@bentre.edu.vn" : $"{letters}.{initials}14@bentre.edu.vn";
    }
}
