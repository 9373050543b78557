using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Guardians;
using EduIct.Mail;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Guardians;

/// <summary>A school's results.</summary>
internal static class ResultSample
{
    public static readonly Unit School = new(new UnitCode(CodeSystem.Moet, "83001"), UnitKind.LowerSecondary, "Trường THCS Ba Tri", "BaTri");
    public static readonly TermOccasion Term = new(School, new SchoolYear(2016), "học kỳ I");
    public static readonly MailParty From = new(EmailAddress.Parse("thcs.batri@bentre.edu.vn"), "Trường THCS Ba Tri");

    public static GuardianContact Contact(string address) => GuardianContact.Of(EmailAddress.Parse(address));

    public static TermResult Result(string guardian, string student = "hs1", string name = "Nguyễn Văn An", string maths = "9,5") => new()
    {
        Guardian = Contact(guardian),
        GuardianName = "Nguyễn Văn Cha",
        StudentKey = student,
        StudentName = name,
        ClassName = "6A1",
        Results = [new SubjectResult("Toán", maths), new SubjectResult("Ngữ văn", "8,0")],
        Conduct = "Tốt",
    };
}
