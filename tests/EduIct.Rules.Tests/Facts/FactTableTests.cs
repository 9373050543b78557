using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Tests.Facts;

public sealed class FactTableTests
{
    private sealed record School(string Code, int? Pupils, bool? HasLan, double? Mbps);

    [Fact]
    public void What_was_not_reported_is_unknown_and_never_zero()
    {
        FactTable table = Map().Fill([new School("A", 10, null, 4), new School("B", null, true, null)], "schools").GetTableOrThrow();

        Assert.Equal(CelValue.Int(10), table[0, "students.total"]);
        Assert.Null(table[0, "network.lan"]);
        Assert.Null(table[1, "students.total"]);
        Assert.Equal(CelValue.True, table[1, "network.lan"]);
        Assert.Null(table[1, "computers.total"]);
    }

    [Fact]
    public void Bad_facts_are_told_all_at_once_with_their_places()
    {
        var builder = new FactTableBuilder(FactDictionary.Common, "facts.csv");
        int row = builder.AddUnit(new FactUnit("A", UnitKind.UpperSecondary, "A"), line: 2);
        Report("students.total", "-5");
        Report("computers.total", "1.250");
        Report("network.lan", "maybe");
        Report("ict.officerQualification", "doctor");
        Report("staff.total", "9999999999");
        Report("no.such", "1");
        int less = builder.FindFact("rooms.networked", default)!.Value, more = builder.FindFact("rooms.computer", new SourcePlace("facts.csv", Column: 7))!.Value;
        builder.Report(row, more, CelValue.Int(2), default);
        builder.Report(row, less, CelValue.Int(3), default);

        FactTableResult result = builder.Build();

        Assert.Null(result.Table);
        Assert.Equal(
            ["fact.value", "fact.value", "fact.value", "fact.value", "fact.value", "fact.unknown-id", "fact.part-over-whole"],
            result.Issues.Select(issue => issue.Code));
        Assert.All(result.Issues, issue => Assert.Equal("facts.csv", issue.Place.Source));
        Assert.Equal(2, result.Issues[^1].Place.Line);
        Assert.Null(result.TableWithoutFaults[0, "rooms.networked"]);
        Assert.Null(result.TableWithoutFaults[0, "students.total"]);

        void Report(string fact, string text)
        {
            var place = new SourcePlace("facts.csv", 2, Field: fact);
            if (builder.FindFact(fact, place) is { } slot)
            {
                builder.Report(row, slot, text, place);
            }
        }
    }

    [Fact]
    public void The_later_report_holds_whatever_the_order()
    {
        foreach (bool laterFirst in (bool[])[true, false])
        {
            var builder = new FactTableBuilder(FactDictionary.Common, "x");
            int slot = builder.FindFact("students.total", default)!.Value;
            (LocalDate Day, long Count)[] reports = [(new(2008, 10, 1), 10), (new(2009, 1, 5), 12)];
            foreach ((LocalDate day, long count) in laterFirst ? reports.Reverse() : reports)
            {
                int row = builder.AddUnit(new FactUnit("A", UnitKind.Primary, "A"));
                builder.Report(row, slot, CelValue.Int(count), default, day);
            }

            FactTable table = builder.Build().GetTableOrThrow();
            Assert.Equal(CelValue.Int(12), table[0, "students.total"]);
            Assert.Equal(new LocalDate(2009, 1, 5), table.Reported(0, "students.total"));
        }
    }

    [Fact]
    public void Two_values_for_one_day_are_a_conflict()
    {
        var builder = new FactTableBuilder(FactDictionary.Common, "x");
        int slot = builder.FindFact("students.total", default)!.Value;
        int row = builder.AddUnit(new FactUnit("A", UnitKind.Primary, "A"));
        builder.Report(row, slot, CelValue.Int(1), default, new LocalDate(2009, 1, 1));
        builder.Report(row, slot, CelValue.Int(1), default, new LocalDate(2009, 1, 1));
        builder.Report(row, slot, CelValue.Int(2), default, new LocalDate(2009, 1, 1));

        Assert.Equal(["fact.conflict"], builder.Build().Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void Units_below_a_department_are_under_it_and_a_circle_of_parents_is_under_nobody()
    {
        var builder = new FactTableBuilder(FactDictionary.Common, "x");
        builder.AddUnit(new FactUnit("school", UnitKind.Primary, "T") { Parent = "division" });
        builder.AddUnit(new FactUnit("division", UnitKind.Division, "P") { Parent = "department" });
        builder.AddUnit(new FactUnit("department", UnitKind.Department, "Sở Giáo dục và Đào tạo Bến Tre"));
        builder.AddUnit(new FactUnit("a", UnitKind.Primary, "a") { Parent = "b" });
        builder.AddUnit(new FactUnit("b", UnitKind.Primary, "b") { Parent = "a" });

        Assert.Equal(["BenTre", "BenTre", "BenTre", null, null], builder.Build().GetTableOrThrow().Units.Select(unit => unit.Department));
    }

    [Fact]
    public void Many_rows_keep_what_was_reported_of_each()
    {
        School[] schools = [.. Enumerable.Range(0, 5000).Select(i => new School($"S{i}", i % 3 == 0 ? null : i, i % 2 == 0, i * 0.5))];

        FactTable table = Map().Fill(schools, "schools").GetTableOrThrow();

        Assert.All(Enumerable.Range(0, schools.Length), i =>
        {
            Assert.Equal(schools[i].Pupils is { } pupils ? CelValue.Int(pupils) : null, table[i, "students.total"]);
            Assert.Equal(CelValue.Bool(i % 2 == 0), table[i, "network.lan"]);
            Assert.Equal(CelValue.Double(i * 0.5), table[i, "internet.downMbps"]);
        });
    }

    [Fact]
    public void Every_fact_of_the_dictionary_is_asked_for_by_a_clause_or_is_a_whole_or_a_column_of_a_form()
    {
        var wholes = FactDictionary.Common.Definitions.Select(fact => fact.Within).ToHashSet(StringComparer.Ordinal);
        string[] unasked =
        [
            .. FactDictionary.Common.Definitions.Select(fact => fact.Id)
                .Where(id => !wholes.Contains(id) && !EduIct.Directives.DirectiveLibrary.Embedded.Asking(id).Any()),
        ];
        Assert.True(unasked.Length == 0, string.Join(", ", unasked));
    }

    private static FactMap<School> Map() => new FactMap<School>(FactDictionary.Common, school => new FactUnit(school.Code, UnitKind.UpperSecondary, school.Code))
        .Count("students.total", school => school.Pupils)
        .Flag("network.lan", school => school.HasLan)
        .Number("internet.downMbps", school => school.Mbps);
}
