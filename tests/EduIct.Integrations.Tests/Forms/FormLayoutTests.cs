using DocumentFormat.OpenXml.Spreadsheet;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Forms;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>The forms look as 33/SGD&amp;ĐT-GDTrH prints them.</summary>
public sealed class FormLayoutTests
{
    [Fact]
    public void Form_1_has_the_header_of_the_text_with_its_merged_cells()
    {
        using WrittenWorkbook form = BenTre.Blank("bieu-1");

        (string, string)[] titles =
        [
            ("A6", "TT"), ("B6", "Đơn vị"), ("C6", "Phòng máy dạy Tin học"), ("G6", "Máy tính phục vụ quản lý, văn phòng, thư viện (đã nối mạng hay chưa nối mạng?)"),
            ("I6", "Trang thiết bị khác (máy quét, máy chiếu, màn hình LCD, máy tính xách tay)"), ("K6", "Trang bị phần mềm"), ("M6", "Nhu cầu khác"), ("N6", "Ghi chú"),
            ("C7", "Hiện có"), ("E7", "Trang bị mới"), ("G7", "Hiện có"), ("H7", "Trang bị mới"), ("I7", "Hiện có"), ("J7", "Trang bị mới"),
            ("K7", "Hiện có (Thiết bị gì? Số lượng?)"), ("L7", "Trang bị mới (Thiết bị gì? Số lượng?)"),
            ("C8", "Phòng"), ("D8", "Máy vi tính"), ("E8", "Phòng"), ("F8", "Máy vi tính"),
        ];
        Assert.All(titles, title => Assert.Equal(title.Item2, form[title.Item1]));
        Assert.Equal(
            ["A6:A8", "B6:B8", "C6:F6", "C7:D7", "E7:F7", "G6:H6", "G7:G8", "H7:H8", "I6:J6", "I7:I8", "J7:J8", "K6:L6", "K7:K8", "L7:L8", "M6:M8", "N6:N8", "O6:O8"],
            form.Merged.Where(range => range[1] is >= '6' and <= '8').Order(StringComparer.Ordinal));
        Assert.Equal("Biểu số 1", form["L1"]);
        Assert.Equal("TỔNG HỢP NHU CẦU TRANG THIẾT BỊ ỨNG DỤNG CNTT (SỐ LƯỢNG)", form["A2"]);
        Assert.StartsWith("Phòng GD&ĐT: ....", form["A1"], StringComparison.Ordinal);
        Assert.Equal(("1", "Phòng GD&ĐT"), (form["A9"], form["B9"]));
        Assert.Equal(("2", "Trường THCS....."), (form["A10"], form["B10"]));
        Assert.Equal(("", ""), (form["A11"], form["B11"]));
        Assert.Equal("TRƯỞNG PHÒNG", form["K30"]); // twenty rows and a blank one below the header
        Assert.Contains("K30:N30", form.Merged);
    }

    [Fact]
    public void Form_2_has_the_header_of_the_text_with_its_merged_cells()
    {
        using WrittenWorkbook form = BenTre.Blank("bieu-2", new FormHead { Reporter = "Trường THPT Chuyên Bến Tre", Year = new SchoolYear(2008) }, rows: 1);

        Assert.Equal("Đơn vị: Trường THPT Chuyên Bến Tre", form["A1"]);
        Assert.Equal("Năm học 2008-2009", form["A3"]);
        Assert.Equal("Đơn vị", form["A6"]);
        Assert.Equal("Hiện có (Thiết bị gì? Số lượng?)", form["H7"]);
        Assert.Equal("Hiện có", form["J7"]);
        Assert.Equal(
            ["A6:A8", "B6:E6", "B7:C7", "D7:E7", "F6:G6", "F7:F8", "G7:G8", "H6:I6", "H7:H8", "I7:I8", "J6:K6", "J7:J8", "K7:K8", "L6:L8", "M6:M8", "N6:N8"],
            form.Merged.Where(range => range[1] is >= '6' and <= '8').Order(StringComparer.Ordinal));
        Assert.Equal("THỦ TRƯỞNG ĐƠN VỊ", form["J11"]);
    }

    [Fact]
    public void A_form_is_printed_across_A4_one_page_wide_with_its_header_on_every_page()
    {
        using WrittenWorkbook form = BenTre.Blank("bieu-1");

        PageSetup page = form.First.GetFirstChild<PageSetup>()!;
        Assert.Equal((9u, OrientationValues.Landscape, 1u, 0u), (page.PaperSize!.Value, page.Orientation!.Value, page.FitToWidth!.Value, page.FitToHeight!.Value));
        Assert.True(form.First.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
        DefinedName titles = Assert.Single(form.Book.Workbook.DefinedNames!.Elements<DefinedName>());
        Assert.Equal(("_xlnm.Print_Titles", "'Biểu số 1'!$6:$8"), (titles.Name!.Value, titles.Text));
        Pane pane = form.First.Descendants<Pane>().Single();
        Assert.Equal(("C9", PaneStateValues.Frozen), (pane.TopLeftCell!.Value, pane.State!.Value));
    }

    [Fact]
    public void Numbers_can_only_be_whole_and_the_cells_of_the_header_are_locked()
    {
        using WrittenWorkbook form = BenTre.Blank("bieu-1", rows: 3);

        DataValidation[] validations = [.. form.First.Descendants<DataValidation>()];
        Assert.Equal(["C9:C11", "D9:D11", "E9:E11", "F9:F11", "H9:H11"], validations.Select(validation => validation.SequenceOfReferences!.InnerText));
        Assert.All(validations, validation => Assert.Equal((DataValidationValues.Whole, "0"), (validation.Type!.Value, validation.Formula1!.Text)));
        Assert.False(form.FormatOf("C9").Protection!.Locked!.Value);
        Assert.Null(form.FormatOf("C8").Protection);
        Assert.Equal(3u, form.FormatOf("C9").NumberFormatId!.Value); // #,##0
    }

    [Fact]
    public void The_hidden_sheet_says_which_form_it_is_and_which_column_is_which_fact()
    {
        using WrittenWorkbook form = BenTre.Blank("bieu-1");

        Assert.Equal(SheetStateValues.Hidden, form.Sheets.Single(sheet => sheet.Name == "_eduict").State!.Value);
        Assert.Equal("33-bentre.form-1", form.Marker["form"]);
        Assert.Equal("33-SGDDT-GDTrH-BenTre", form.Marker["pack"]);
        Assert.Equal("unit.name", form.Marker["column:1"]);
        Assert.Equal("rooms.computer", form.Marker["column:2"]);
        Assert.Equal("computers.informatics", form.Marker["column:3"]);
        Assert.Equal("computers.management computers.library computers.managementNetworked", form.Marker["words:6"]);
        Assert.Equal("unit.code", form.Marker["column:14"]);
        Assert.True(form.First.GetFirstChild<Columns>()!.Elements<Column>().Single(column => column.Min! == 15u).Hidden!.Value);
    }

    [Fact]
    public void A_workbook_says_nothing_of_who_made_it_and_when_and_is_the_same_every_time()
    {
        using MemoryStream first = new(), second = new();
        BenTre.Form("bieu-1").WriteBlank(first);
        BenTre.Form("bieu-1").WriteBlank(second);

        Assert.Equal(first.ToArray(), second.ToArray());
        using var form = new WrittenWorkbook(first.ToArray());
        Assert.Null(form.Document.PackageProperties.Creator);
        Assert.Null(form.Document.PackageProperties.LastModifiedBy);
        Assert.Null(form.Document.PackageProperties.Created);
        Assert.StartsWith("Biểu số 1", form.Document.PackageProperties.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bieu-1", "33-bentre.form-1")]
    [InlineData("bieu-so-1", "33-bentre.form-1")]
    [InlineData("BIỂU SỐ 2", "33-bentre.form-2")]
    [InlineData("33-bentre.form-2", "33-bentre.form-2")]
    [InlineData("bieu-3", null)]
    [InlineData("", null)]
    public void A_form_is_found_by_each_of_its_names(string name, string? id) => Assert.Equal(id, FormWorkbook.Find(DirectiveLibrary.Embedded, name)?.Form.Id);

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_blank_form_has_a_number_of_rows_that_a_form_can_have(int rows) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BenTre.Form("bieu-1").WriteBlank(Stream.Null, null, rows));
}
