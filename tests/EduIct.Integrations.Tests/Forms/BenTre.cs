using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Integrations.Tests.EndToEnd;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>A small province with two Phòng, to fill forms from.</summary>
internal static class BenTre
{
    public const string Csv = """
        unit,kind,name,parent,so,students.total,computers.total,computers.management,computers.informatics,rooms.computer,devices.projectors,devices.scanners,computers.library,computers.managementNetworked
        B1,thcs,Trường THCS Bình Thắng,P2,BenTre,700,22,2,20,1,2,1,0,không
        SO,so,Sở GD&ĐT Bến Tre,,BenTre,,,40,,,3,2,,có
        A1,thcs,Trường THCS An Đức,P1,BenTre,640,30,2,25,1,1,,1,có
        P1,phong,Phòng GD&ĐT Ba Tri,SO,BenTre,,12,10,,,1,1,,có
        P2,phong,Phòng GD&ĐT Bình Đại,SO,BenTre,,9,8,,,1,,,có
        A2,thcs,Trường THCS Bảo Thạnh,P1,BenTre,480,1,1,0,0,0,0,0,không
        A3,tieuHoc,Trường Tiểu học An Bình Tây,P1,BenTre,510,,,,,,,,
        T1,thpt,Trường THPT Chuyên Bến Tre,SO,BenTre,1250,110,12,80,3,8,2,4,có

        """;

    public static async Task<FactTable> FactsAsync(string csv = Csv)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["facts.csv"], csv);
        return (await FactReader.ReadAsync(folder["facts.csv"], null, DirectiveLibrary.Embedded.Facts)).GetTableOrThrow();
    }

    public static ComplianceReport Needs(FactTable facts) => new ComplianceEvaluator(DirectiveLibrary.Embedded).Evaluate(facts);

    public static FormWorkbook Form(string name) => FormWorkbook.Find(DirectiveLibrary.Embedded, name)!;

    public static WrittenWorkbook Blank(string form, FormHead? head = null, int rows = 20)
    {
        using var output = new MemoryStream();
        Form(form).WriteBlank(output, head, rows);
        return new WrittenWorkbook(output.ToArray()).Check();
    }

    public static async Task<(WrittenWorkbook Workbook, FormTally Tally)> FillAsync(string form, FactTable facts, string? unit = null, ComplianceReport? needs = null)
    {
        FormHead head = unit is null ? new FormHead() : FormHead.Of(facts.Units.Single(one => one.Code == unit));
        return await FillAsync(form, head, FormRows.Of(Form(form).Form, facts, unit, needs));
    }

    public static async Task<(WrittenWorkbook Workbook, FormTally Tally)> FillAsync(string form, FormHead head, IEnumerable<FormRow> rows)
    {
        using var output = new MemoryStream();
        FormTally tally = await Form(form).WriteAsync(output, head, rows.ToAsyncEnumerable());
        return (new WrittenWorkbook(output.ToArray()).Check(), tally);
    }
}
