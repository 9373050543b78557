using System.Text;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Rosters;

public class PlainCsvTests
{
    private const string Header = "Mã định danh Bộ GD&ĐT,Họ tên,Ngày sinh,Lớp,Mã trường,Vai trò,Trạng thái,CCCD\n";

    private static readonly RosterReaderOptions s_complete = new() { Date = SetFolder.Day, CompleteCsv = true };

    [Fact]
    public async Task A_sheet_gives_its_people_and_is_complete_only_where_the_caller_says_so()
    {
        const string Text = Header + "8200000001,Nguyễn Văn An,05/09/2014,6A1,79001,Học sinh,Đang học,079214000001\n8200000002,Trần Thị Bình,1980-1-2,,79001,Giáo viên,,\n";
        Roster roster = await ReadAsync(Text, new RosterReaderOptions { Date = SetFolder.Day });
        Roster complete = await ReadAsync(Text, s_complete);

        // ISO 8601 has two digits for the month and the day.
        SetFolder.Faults(roster, "sheet.csv:3:3 roster.bad-date");
        Person pupil = Assert.Single(roster.People);
        Assert.Equal(["moet:8200000001", "citizen:079214000001"], pupil.Keys.Select(key => key.ToString()));
        Assert.Equal(new LocalDate(2014, 9, 5), pupil.BirthDate);
        Assert.Equal(new Affiliation(new UnitCode(CodeSystem.Moet, "79001"), Role.Student) { Grade = "6", Classes = ["6A1"] }, pupil.Affiliations[0]);
        Assert.Empty(roster.Coverage.Complete);
        Assert.True(complete.Coverage.IsComplete(pupil.Affiliations[0].Unit, Role.Student));
        Assert.Equal(roster.Digest, complete.Digest);
    }

    [Theory]
    [InlineData(",", false)]
    [InlineData(";", true)]
    [InlineData("\t", true)]
    public async Task Delimiters_marks_title_rows_and_decomposed_headers_make_no_difference(string delimiter, bool mark)
    {
        string text = (mark ? "\uFEFF" : "") + "DANH SÁCH HỌC SINH|||\nNăm học 2026-2027|||\n\nSTT|MÃ HS|Họ và tên|Lớp\n1|A1|Nguyễn Thị Ánh|6A1\n|||\n2|A2|Trần Bình|6A2\nSTT|MÃ HS|Họ và tên|Lớp\n3|A3|Lê Cúc|7A1\n";
        Roster roster = await ReadAsync(
            text.Normalize(NormalizationForm.FormD).Replace("|", delimiter, StringComparison.Ordinal),
            new RosterReaderOptions { Date = SetFolder.Day, HomeUnit = new UnitCode(CodeSystem.Moet, "79001") });

        Assert.Empty(roster.Issues);
        Assert.Equal(["moet:A1", "moet:A2", "moet:A3"], roster.People.Select(person => person.ToString()));
        Assert.Equal("Nguyễn Thị Ánh", roster.People[0].Name.Full);
        Assert.Equal(5, roster.People[0].Source!.Value.Line);
        Assert.Equal(9, roster.People[2].Source!.Value.Line);
        Assert.All(roster.People, person => Assert.Equal("moet:79001", person.Affiliations[0].Unit.ToString()));
    }

    [Fact]
    public async Task Every_fault_of_a_sheet_is_told_once_with_its_place()
    {
        Roster roster = await ReadAsync(
            Header
            + ",Không Mã,05/09/2014,6A1,79001,,,\n"
            + "1 2,Mã Hỏng,05/09/2014,6A1,79001,,,\n"
            + "8.2E+09,Mã Tròn,05/09/2014,6A1,79001,,,\n"
            + "4,123,05/09/2014,6A1,79001,,,\n"
            + "5,Ngày Sai,31/02/2014,6A1,79001,,,\n"
            + "6,Không Trường,05/09/2014,6A1,,,,\n"
            + "7,Sai Vai,05/09/2014,6A1,79001,Lớp trưởng,,\n"
            + "8,Sai Trạng,05/09/2014,6A1,79001,,Đang bay,\n"
            + "9,Sai Số,05/09/2014,6A1,79001,,,07921400001\n"
            + "10,Thiếu Ô,05/09/2014\n"
            + "11,Ngoặc \"Kép\",05/09/2014,6A1,79001,,,\n"
            + "12,Người Tốt,05/09/2014,6A1,79001,,,\n",
            s_complete);

        SetFolder.Faults(
            roster,
            "sheet.csv:2:1 roster.blank",
            "sheet.csv:3:1 roster.bad-id",
            "sheet.csv:4:1 roster.bad-id",
            "sheet.csv:5:2 roster.bad-name",
            "sheet.csv:6:3 roster.bad-date",
            "sheet.csv:7:5 roster.no-school",
            "sheet.csv:8:6 roster.bad-value",
            "sheet.csv:9:7 roster.bad-value",
            "sheet.csv:10:8 roster.bad-id",
            "sheet.csv:11 roster.field-count",
            "sheet.csv:12 roster.bad-quotes");
        Assert.Equal(["moet:12"], roster.People.Select(person => person.ToString()));
        Assert.Equal(["moet:4", "moet:5", "moet:6", "moet:7", "moet:8", "moet:9"], roster.FaultyKeys.Order().Select(key => key.ToString()));
        Assert.Empty(roster.Coverage.Complete);
    }

    [Fact]
    public async Task Two_rows_with_one_key_are_both_faulty_with_all_their_keys()
    {
        Roster roster = await ReadAsync(
            Header + "1,Một Người,,6A1,79001,,,079214000001\n1,Hai Người,,6A1,79001,,,079214000002\n3,Ba Người,,6A1,79001,,,079214000003\n", s_complete);

        SetFolder.Faults(roster, "sheet.csv:3:1 roster.duplicate-key");
        Assert.Equal(["moet:3"], roster.People.Select(person => person.ToString()));
        Assert.Equal(["citizen:079214000001", "citizen:079214000002", "moet:1"], roster.FaultyKeys.Order().Select(key => key.ToString()));
        Assert.NotEmpty(roster.Coverage.Complete);
    }

    [Theory]
    [InlineData(" ,Không Mã,,6A1,79001,,,\n")]
    [InlineData("1 2,Mã Hỏng,,6A1,79001,,,079214000009\n")]
    [InlineData("2,Thiếu Ô\n")]
    public async Task A_row_without_a_readable_key_leaves_nothing_complete(string row)
    {
        Roster roster = await ReadAsync(Header + "1,Người Tốt,,6A1,79001,,,\n" + row, s_complete);
        Assert.Single(roster.Issues);
        Assert.Single(roster.People);
        Assert.Empty(roster.Coverage.Complete);
    }

    [Fact]
    public async Task Days_as_Excel_counts_them_are_dates()
    {
        Roster roster = await ReadAsync(Header + "1,Nguyễn An,41887,6A1,79001,,,\n2,Nguyễn An,61,6A1,79001,,,\n", s_complete);
        Assert.Empty(roster.Issues);
        Assert.Equal(new LocalDate(2014, 9, 5), roster.People[0].BirthDate);
        Assert.Equal(new LocalDate(1900, 3, 1), roster.People[1].BirthDate);
    }

    [Theory]
    [InlineData("Khối 6", "6")]
    [InlineData("06", "6")]
    [InlineData("Khối Lá", "la")]
    [InlineData("Chồi", "choi")]
    [InlineData("", "12")]
    public async Task Grades_are_read_as_sheets_write_them(string text, string grade)
    {
        Roster roster = await ReadAsync($"Mã học sinh,Họ tên,Khối,Lớp,Trường\n1,Nguyễn An,{text},12A1,Trường THPT Cái Bè\n", s_complete);
        Assert.Equal(grade, roster.People[0].Affiliations[0].Grade);
    }

    [Fact]
    public async Task The_class_of_a_kindergarten_is_no_grade()
    {
        Roster roster = await ReadAsync("Mã học sinh,Họ tên,Lớp,Trường\n1,Nguyễn An,Lá 2,Trường Mầm non Hoa Sen\n", s_complete);
        Assert.Null(roster.People[0].Affiliations[0].Grade);
        Assert.Equal(UnitKind.Preschool, Assert.Single(roster.Units).Kind);
    }

    [Fact]
    public async Task Without_a_school_a_home_unit_is_needed()
    {
        const string Text = "Mã học sinh,Họ,Tên\n1,Nguyễn Văn,An\n";
        var home = new UnitCode(CodeSystem.Moet, "79001");
        SetFolder.Faults(await ReadAsync(Text, s_complete), "sheet.csv:1 roster.no-school");
        Roster roster = await ReadAsync(Text, s_complete with { HomeUnit = home });
        Assert.Empty(roster.Issues);
        Assert.Equal(home, Assert.Single(roster.People).Affiliations[0].Unit);
        Assert.Equal(("Nguyễn", "Văn", "An"), (roster.People[0].Name.Family, roster.People[0].Name.Middle, roster.People[0].Name.Given));
    }

    [Fact]
    public async Task Schools_stand_below_the_home_unit()
    {
        var home = new UnitCode(CodeSystem.Vendor("so"), "vinhlong");
        Roster roster = await ReadAsync("Mã học sinh,Họ tên,Trường\n1,Nguyễn An,Trường THCS Lê Lợi\n2,Nguyễn Bê,TRƯỜNG THCS LÊ LỢI\n3,Nguyễn Cê,Trường Tiểu học Lê Lợi\n", s_complete with { HomeUnit = home });
        Assert.Empty(roster.Issues);
        Assert.Equal(roster.People[0].Affiliations[0].Unit, roster.People[1].Affiliations[0].Unit);
        Assert.NotEqual(roster.People[0].Affiliations[0].Unit, roster.People[2].Affiliations[0].Unit);
        Assert.All(roster.Units.Where(unit => unit.Code != home), unit => Assert.Equal(home, unit.ParentOn(SetFolder.Day)));
    }

    [Theory]
    [InlineData("", "sheet.csv roster.no-header")]
    [InlineData("Tên sách,Tác giả\nTruyện Kiều,Nguyễn Du\n", "sheet.csv roster.no-header")]
    [InlineData("Mã học sinh,Họ tên,Trường\n\n", "sheet.csv:1 roster.no-rows")]
    public async Task A_sheet_without_people_is_told(string text, string fault) => SetFolder.Faults(await ReadAsync(text, s_complete), fault);

    [Fact]
    public async Task The_day_is_that_of_Viet_Nam()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["sheet.csv"], Header + "1,Nguyễn An,,6A1,79001,,,\n");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 9, 4, 17, 0, 0, TimeSpan.Zero));
        Assert.Equal(new LocalDate(2026, 9, 5), (await new RosterReader(time).ReadAsync(folder["sheet.csv"])).Date);
    }

    private static async Task<Roster> ReadAsync(string text, RosterReaderOptions options)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["sheet.csv"], text, new UTF8Encoding(false));
        return await new RosterReader().ReadAsync(folder["sheet.csv"], options);
    }
}
