using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>The province as its Sở would export it: a OneRoster 1.2 bulk set.</summary>
internal static class DemoRoster
{
    /// <summary>How OneRoster 1.2 calls a member of the staff: its RoleEnum has no nearer word than <c>aide</c>. A tenant for the demo names it in its scope.</summary>
    public static Role Staff { get; } = Role.Of("aide");

    /// <summary>Writes a term's set into a folder.</summary>
    public static Task WriteAsync(DemoTerm term, string folder, CancellationToken cancellationToken = default) =>
        OneRosterWriter.WriteAsync(Of(term), folder, cancellationToken);

    /// <summary>The set of a term.</summary>
    public static OneRosterSet Of(DemoTerm term)
    {
        const string Year = "nh-2026-2027";
        string session = term.Number == 1 ? "hk1-2026-2027" : "hk2-2026-2027";
        Dictionary<string, DemoClass> classes = term.Classes.ToDictionary(each => each.Id, StringComparer.Ordinal);
        return new OneRosterSet
        {
            Orgs =
            [
                .. term.Orgs.Select(org => org.Kind == UnitKind.Department
                    ? new OneRosterOrg(org.Id, org.Name, "department", ParentSourcedId: null)
                    : new OneRosterOrg(org.Id, org.Name, "school", SchoolCatalogue.Department.Id)),
            ],
            Sessions =
            [
                new OneRosterSession(Year, "Năm học 2026–2027", "schoolYear", new LocalDate(2026, 9, 1), new LocalDate(2027, 6, 1), DemoTerm.SchoolYear + 1),
                term.Number == 1
                    ? new OneRosterSession(session, "Học kỳ I", "semester", new LocalDate(2026, 9, 5), new LocalDate(2027, 1, 18), DemoTerm.SchoolYear + 1, Year)
                    : new OneRosterSession(session, "Học kỳ II", "semester", new LocalDate(2027, 1, 18), new LocalDate(2027, 6, 1), DemoTerm.SchoolYear + 1, Year),
            ],
            Classes = [.. term.Classes.Select(each => new OneRosterClass(each.Id, each.Title, Grade(each), each.School, session))],
            Users = [.. term.People.Select(person => User(person, classes))],
            Roles = [.. term.People.SelectMany(person => person.Posts.Select((post, i) => new OneRosterRole(person.Id, post.Org, (post.Role == Role.Staff ? Staff : post.Role).Name, Primary: i == 0)))],
            Enrollments =
            [
                .. term.People.Where(person => person.Class is not null)
                    .Select(person => new OneRosterEnrollment(person.Class!, classes[person.Class!].School, person.Id, person.Role.Name)),
            ],
        };
    }

    private static OneRosterUser User(DemoPerson person, Dictionary<string, DemoClass> classes)
    {
        NormalizationForm form = person.Decomposed ? NormalizationForm.FormD : NormalizationForm.FormC;
        return new OneRosterUser(person.Id, person.Name.Family.Normalize(form), person.Name.Middle.Normalize(form), person.Name.Given.Normalize(form))
        {
            Grade = person.Role == Role.Student ? Grade(classes[person.Class!]) : null,
            UserIds = person.MoetId is { } moet ? ImmutableArray.Create(new PersonKey(CodeSystem.Moet, moet)) : [],
            BirthDate = person.BirthDate,
        };
    }

    private static string Grade(DemoClass its) => its.Grade.ToString(CultureInfo.InvariantCulture);
}
