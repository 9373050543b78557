using System.Collections.Immutable;
using System.Globalization;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Issues;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>What the directives ask of the sample province: its facts, the compliance page, Biểu số 1 with the needs, and its calendar. Pupils and staff are
/// counted, the equipment is invented.</summary>
internal sealed class DemoPapers(DemoTerm term, int seed, string output)
{
    private const string Province = "BenTre";

    // The draft plan of Bến Tre and its forms are of this year; the sample province stands in for that of then.
    private static readonly SchoolYear s_year = new(2008);

    /// <summary>Writes <c>facts.csv</c>, <c>compliance.html</c>, <c>bieu-1.xlsx</c>, <c>calendar.ics</c> and <c>calendar.html</c>.</summary>
    /// <returns>What was written, and how many requirements are failed.</returns>
    public async Task<(ImmutableArray<string> Files, int Failed)> WriteAsync(CancellationToken cancellationToken)
    {
        DirectiveLibrary library = DirectiveLibrary.Embedded;
        string facts = Path.Combine(output, "facts.csv");
        await DraftFile.WriteTextAsync(new FileInfo(facts), WriteFacts);
        FactTable table = (await FactReader.ReadAsync(facts, null, library.Facts, cancellationToken)).GetTableOrThrow();
        ComplianceReport report = new ComplianceEvaluator(library.InForce(s_year.Days)).Evaluate(table, Environment.ProcessorCount, cancellationToken);
        await DraftFile.WriteTextAsync(File("compliance.html"), writer => ComplianceHtml.Write(writer, report, cancellationToken));

        FormWorkbook form = FormWorkbook.Find(library, "bieu-1")!;
        FactUnit department = table.Units[0];
        await DraftFile.WriteAsync(File("bieu-1.xlsx"), stream => form.WriteAsync(
            stream, FormHead.Of(department, s_year), FormRows.Of(form.Form, table, department.Code, report).ToAsyncEnumerable(), cancellationToken));

        Unit so = VietnamUnits.FindBySlug(Province, s_year.Days.Until!.Value)!;
        ImmutableArray<Duty> duties = new ReportingCalendar(library).For(so, s_year);
        var name = new LocalizedText(so.Name, so.Name);
        await DraftFile.WriteTextAsync(File("calendar.ics"), writer => writer.Write(
            CalendarFeed.First(so.Code.ToString(), name, duties, VietnamTime.At(term.Date, LocalTime.Midnight).ToInstant()).ToICalendar()));
        await DraftFile.WriteTextAsync(File("calendar.html"), writer => CalendarHtml.Write(writer, name, duties));
        return (["facts.csv", "compliance.html", "bieu-1.xlsx", "calendar.ics", "calendar.html"], report.Requirements.Sum(requirement => requirement.Fails));

        FileInfo File(string name) => new(Path.Combine(output, name));
    }

    private void WriteFacts(TextWriter writer)
    {
        var random = new SplitMix(unchecked((ulong)seed) + 1);
        ILookup<string, DemoPerson> people = term.People.ToLookup(person => person.Org);
        writer.WriteLine("unit,kind,name,parent,so,reported,students.total,staff.teachers,rooms.computer,computers.informatics,computers.management,devices.projectors,internet.broadband,email.official,website.own,ict.officer");
        foreach (DemoOrg school in term.Orgs)
        {
            bool isDepartment = school.Kind == UnitKind.Department;
            int pupils = people[school.Id].Count(person => person.Role == Role.Student), teachers = people[school.Id].Count(person => person.Role == Role.Teacher);
            int rooms = isDepartment ? 0 : 1 + (pupils / 600);
            string?[] values =
            [
                school.Id, school.Kind.Name, Quoted(school.Name), isDepartment ? null : SchoolCatalogue.Department.Id, Province, $"{s_year.StartYear}-12-31",
                isDepartment ? null : Text(pupils), isDepartment ? null : Text(teachers), isDepartment ? null : Text(rooms), isDepartment ? null : Text(rooms * random.Between(12, 25)),
                Text(random.Between(1, 3)), Text(random.Between(0, 4)), Flag(800), Flag(700), Flag(300),

                // One in ten did not answer.
                random.Chance(100) ? null : Flag(600),
            ];
            writer.WriteLine(string.Join(',', values));
        }

        string Flag(int perMille) => random.Chance(perMille) ? "1" : "0";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
