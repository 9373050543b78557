using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Rosters;

/// <summary>Writes a OneRoster 1.2 bulk set as CSV (1EdTech OneRoster 1.2, CSV binding): RFC 4180, UTF-8 without a byte-order mark.</summary>
public static class OneRosterWriter
{
    private static readonly CsvConfiguration s_format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    private static readonly string[] s_files =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments",
        "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds", "results",
        "resultScoreScales", "roles", "scoreScales", "userProfiles", "userResources", "users",
    ];

    /// <summary>Writes the set; files of an earlier set in the folder are written over.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public static async Task WriteAsync(OneRosterSet set, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        Directory.CreateDirectory(folder);

        // A file without rows is not allowed; what has none is declared absent. Every class belongs to a course; homerooms share one.
        var rows = new Dictionary<string, (string Header, IEnumerable<string?[]> Rows)>(StringComparer.Ordinal)
        {
            ["orgs"] = ("name,type,identifier,parentSourcedId", set.Orgs.Select(org => Row(org.SourcedId, org.Name, org.Type, org.Identifier, org.ParentSourcedId))),
            ["academicSessions"] = ("title,type,startDate,endDate,parentSourcedId,schoolYear", set.Sessions.Select(session => Row(
                session.SourcedId, session.Title, session.Type, Date(session.StartDate), Date(session.EndDate), session.ParentSourcedId, session.SchoolYear.ToString(CultureInfo.InvariantCulture)))),
            ["courses"] = ("schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
                set.Classes.IsEmpty ? [] : [Row("course-homeroom", set.Sessions[0].SourcedId, "Lớp", null, null, set.Orgs[0].SourcedId, null, null)]),
            ["classes"] = ("title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods", set.Classes.Select(item => Row(
                item.SourcedId, item.Title, item.Grade, "course-homeroom", null, item.Homeroom ? "homeroom" : "scheduled", null, item.SchoolSourcedId, item.SessionSourcedId, null, null, null))),
            ["users"] = ("enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
                set.Users.Select(User)),
            ["roles"] = ("userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId", set.Roles.Select((role, index) => Row(
                Number("role", index), role.UserSourcedId, role.Primary ? "primary" : "secondary", role.Role, null, null, role.OrgSourcedId, null))),
            ["enrollments"] = ("classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate", set.Enrollments.Select((enrollment, index) => Row(
                Number("enrollment", index), enrollment.ClassSourcedId, enrollment.SchoolSourcedId, enrollment.UserSourcedId, enrollment.Role, null, null, null))),
            ["demographics"] = ("birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
                set.Users.Where(user => user.BirthDate is not null).Select(user => Row(user.SourcedId, Date(user.BirthDate!.Value), null, null, null, null, null, null, null, null, null, null, null, null))),
        };
        HashSet<string> written = [.. rows.Where(pair => pair.Value.Rows.Any()).Select(pair => pair.Key)];
        foreach (string name in written)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(folder, name, ("sourcedId,status,dateLastModified," + rows[name].Header).Split(','), rows[name].Rows).ConfigureAwait(false);
        }

        IEnumerable<string?[]> manifest =
        [
            ["manifest.version", "1.0"], ["oneroster.version", "1.2"],
            .. s_files.Select(name => new string?[] { $"file.{name}", written.Contains(name) ? "bulk" : "absent" }),
            ["source.systemName", "EduIct"],
        ];
        await WriteAsync(folder, "manifest", ["propertyName", "value"], manifest).ConfigureAwait(false);
    }

    // In bulk sets status and dateLastModified stay blank.
    private static string?[] Row(string id, params ReadOnlySpan<string?> fields) => [id, null, null, .. fields];

    private static string?[] User(OneRosterUser user) => Row(
        user.SourcedId, user.Enabled ? "true" : "false", user.SourcedId, string.Join(',', user.UserIds.Select(key => $"{{{key}}}")),
        user.GivenName, user.FamilyName, user.MiddleName, null, null, null, null, null, user.Grade, null, null, null, null, null, null, null, null);

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Number(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1}");

    private static async Task WriteAsync(string folder, string name, string[] header, IEnumerable<string?[]> rows)
    {
        using var text = new StreamWriter(Path.Combine(folder, $"{name}.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var csv = new CsvWriter(text, s_format);
        foreach (string?[] row in rows.Prepend(header))
        {
            foreach (string? field in row)
            {
                csv.WriteField(field);
            }

            await csv.NextRecordAsync().ConfigureAwait(false);
        }
    }
}
