using System.Globalization;
using System.Text;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary>A OneRoster 1.2 set of a few schools, written as text so that it is what a stranger's system would hand over.</summary>
internal sealed record SmallRoster
{
    private static readonly string[] s_families = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ"];
    private static readonly string[] s_middles = ["Văn", "Thị", "Minh", "Ngọc"];
    private static readonly string[] s_givens = ["An", "Bình", "Châu", "Dũng", "Hương", "Khánh", "Long", "Quyên"];

    public int Schools { get; init; } = 2;

    public int PupilsOfASchool { get; init; } = 30;

    /// <summary>Numbers of pupils that are not in the files.</summary>
    public HashSet<int> Absent { get; init; } = [];

    /// <summary>Names that stand instead of those of the pattern.</summary>
    public Dictionary<int, string> Names { get; init; } = [];

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Put(folder, "manifest.csv", "propertyName,value",
        [
            "manifest.version,1.0", "oneroster.version,1.2", "file.academicSessions,bulk", "file.categories,absent", "file.classes,bulk",
            "file.classResources,absent", "file.courses,bulk", "file.courseResources,absent", "file.demographics,bulk", "file.enrollments,bulk",
            "file.lineItemLearningObjectiveIds,absent", "file.lineItems,absent", "file.lineItemScoreScales,absent", "file.orgs,bulk",
            "file.resources,absent", "file.resultLearningObjectiveIds,absent", "file.results,absent", "file.resultScoreScales,absent",
            "file.roles,bulk", "file.scoreScales,absent", "file.userProfiles,absent", "file.userResources,absent", "file.users,bulk",
        ]);
        Put(folder, "orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
            [.. Enumerable.Range(1, Schools).Select(s => $"thpt-{s},,,Trường THPT Số {s},school,,so-bentre").Prepend("so-bentre,,,Sở Giáo dục và Đào tạo Bến Tre,district,,")]);
        Put(folder, "academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
            ["y2026,,,2026-2027,schoolYear,2026-08-15,2027-05-31,,2027"]);
        Put(folder, "courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
            ["hr,,,y2026,Lớp,,,so-bentre,,"]);
        Put(folder, "classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
            [.. Enumerable.Range(1, Schools).SelectMany(s => new[] { $"c-{s}-a,,,10A1,10,hr,,homeroom,,thpt-{s},y2026,,,", $"c-{s}-b,,,11A1,11,hr,,homeroom,,thpt-{s},y2026,,," })]);
        int[] pupils = [.. Enumerable.Range(0, Schools * PupilsOfASchool).Where(n => !Absent.Contains(n))];
        Put(folder, "users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
            [.. pupils.Select(n => User($"p{n}", Name(n), n % 2 == 0 ? "10" : "11", n)), .. Enumerable.Range(1, Schools).Select(s => User($"t{s}", "Huỳnh Thị Lan", "", 90000 + s))]);
        Put(folder, "roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
            [.. pupils.Select(n => $"r{n},,,p{n},primary,student,,,thpt-{SchoolOf(n)},"), .. Enumerable.Range(1, Schools).Select(s => $"rt{s},,,t{s},primary,teacher,,,thpt-{s},")]);
        Put(folder, "demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
            [.. pupils.Select(n => string.Create(CultureInfo.InvariantCulture, $"p{n},,,{2010 - (n % 2)}-0{1 + (n % 9)}-1{n % 9},,,,,,,,,,,,"))]);
        Put(folder, "enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
            [
                .. pupils.Select(n => $"e{n},,,c-{SchoolOf(n)}-{(n % 2 == 0 ? 'a' : 'b')},thpt-{SchoolOf(n)},p{n},student,,,"),
                .. Enumerable.Range(1, Schools).Select(s => $"et{s},,,c-{s}-a,thpt-{s},t{s},teacher,true,,"),
            ]);
    }

    public int SchoolOf(int pupil) => 1 + (pupil / PupilsOfASchool);

    public string Name(int pupil) =>
        Names.GetValueOrDefault(pupil) ?? $"{s_families[pupil % s_families.Length]} {s_middles[pupil % s_middles.Length]} {s_givens[pupil % s_givens.Length]}";

    private static string User(string id, string name, string grade, int number)
    {
        string[] words = name.Split(' ');
        return string.Create(CultureInfo.InvariantCulture,
            $"{id},,,true,{id},{{moet:{8300000000L + number}}},{words[^1]},{words[0]},{string.Join(' ', words[1..^1])},,,,,,{grade},,,,,,,,");
    }

    private static void Put(string folder, string file, string header, string[] rows) =>
        File.WriteAllText(Path.Combine(folder, file), string.Join("\r\n", [header, .. rows]) + "\r\n", new UTF8Encoding(false));
}
