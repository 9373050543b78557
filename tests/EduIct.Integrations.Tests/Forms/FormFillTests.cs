using System.Globalization;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>Forms filled from facts and needs.</summary>
public sealed class FormFillTests
{
    [Fact]
    public async Task A_divisions_form_has_it_and_its_schools_with_sums()
    {
        FactTable facts = await BenTre.FactsAsync();

        (WrittenWorkbook form, FormTally tally) = await BenTre.FillAsync("bieu-1", facts, "P1");

        using (form)
        {
            Assert.Equal("Phòng GD&ĐT: Ba Tri", form["A1"]);
            Assert.Equal(["P1", "A1", "A2", "A3", ""], form.RowsFrom(9).Take(5).Select(row => row["O"]));
            Assert.Equal(["1", "2", "3", "4", ""], form.RowsFrom(9).Take(5).Select(row => row["A"]));
            Assert.Equal(("1", "25"), (form["C10"], form["D10"]));
            Assert.True(form.IsNumber("C10") && form.IsNumber("D10") && form.IsNumber("A10"));
            Assert.Equal(("0", "0"), (form["C11"], form["D11"])); // reported as none
            Assert.Equal(("", ""), (form["C12"], form["D12"])); // nobody reported
            Assert.Null(form.Cell("C12")!.CellValue);
            Assert.Equal("Máy tính phục vụ quản lý: 2\nMáy tính tại thư viện: 1\nMáy tính quản lý, văn phòng, thư viện có nối mạng: Có", form["G10"]);
            Assert.Equal("Máy chiếu: 1", form["I10"]); // how many scanners is not known
            Assert.Equal(("Tổng cộng", "1", "25", ""), (form["B13"], form["C13"], form["D13"], form["E13"]));
            Assert.True(form.IsNumber("D13"));
            Assert.Equal("Máy tính phục vụ quản lý: 13\nMáy tính tại thư viện: 1", form["G13"]);
            Assert.Equal("TRƯỞNG PHÒNG", form["K15"]);
        }

        Assert.Equal(4, tally.Units);
        Assert.True(tally.Blank > 0);
    }

    [Fact]
    public async Task A_departments_form_gathers_all_with_a_sum_for_each_division()
    {
        FactTable facts = await BenTre.FactsAsync();

        (WrittenWorkbook form, FormTally tally) = await BenTre.FillAsync("bieu-1", facts, "SO");

        using (form)
        {
            Assert.Equal("Sở GD&ĐT: Bến Tre", form["A1"]);
            (string, string, string)[] expected =
            [
                ("I", "Phòng GD&ĐT Bình Đại", ""), ("1", "Phòng GD&ĐT Bình Đại", ""), ("2", "Trường THCS Bình Thắng", "20"), ("", "Cộng Phòng GD&ĐT Bình Đại", "20"),
                ("II", "Phòng GD&ĐT Ba Tri", ""), ("1", "Phòng GD&ĐT Ba Tri", ""), ("2", "Trường THCS An Đức", "25"), ("3", "Trường THCS Bảo Thạnh", "0"),
                ("4", "Trường Tiểu học An Bình Tây", ""), ("", "Cộng Phòng GD&ĐT Ba Tri", "25"),
                ("III", "Các đơn vị trực thuộc Sở", ""), ("1", "Sở GD&ĐT Bến Tre", ""), ("2", "Trường THPT Chuyên Bến Tre", "80"), ("", "Cộng Các đơn vị trực thuộc Sở", "80"),
                ("", "Tổng cộng", "125"),
            ];
            Assert.Equal(expected, form.RowsFrom(9).Take(expected.Length).Select(row => (row["A"], row["B"], row["D"])));
            Assert.Equal("GIÁM ĐỐC", form["K25"]);
        }

        Assert.Equal(8, tally.Units);
    }

    [Fact]
    public async Task A_department_with_one_division_has_its_group_and_the_units_under_none()
    {
        FactTable facts = await BenTre.FactsAsync("unit,kind,parent,rooms.computer\nSO,so,,\nT,thpt,SO,4\nP,phong,SO,\nA,thcs,P,1\nB,thcs,P,2\n");

        (WrittenWorkbook form, FormTally _) = await BenTre.FillAsync("bieu-1", facts, "SO");

        using (form)
        {
            Assert.Equal(
                ["P", "P", "A", "B", "Cộng P", "Các đơn vị trực thuộc Sở", "SO", "T", "Cộng Các đơn vị trực thuộc Sở", "Tổng cộng"],
                form.RowsFrom(9).Take(10).Select(row => row["B"]));
            Assert.Equal(("3", "4", "7"), (form["C13"], form["C17"], form["C18"]));
        }
    }

    [Fact]
    public async Task Form_2_has_the_units_directly_under_the_department_alone()
    {
        FactTable facts = await BenTre.FactsAsync();

        (WrittenWorkbook form, FormTally tally) = await BenTre.FillAsync("bieu-2", facts);

        using (form)
        {
            Assert.Equal(1, tally.Units);
            Assert.Equal(("Trường THPT Chuyên Bến Tre", "3", "80"), (form["A9"], form["B9"], form["C9"]));
            Assert.Equal("", form["A10"]); // one row has no sum
        }
    }

    [Fact]
    public async Task New_equipment_is_what_the_check_says_and_no_need_is_lost()
    {
        FactTable facts = await BenTre.FactsAsync();
        ComplianceReport needs = BenTre.Needs(facts);

        (WrittenWorkbook form, FormTally _) = await BenTre.FillAsync("bieu-1", facts, needs: needs);

        using (form)
        {
            IReadOnlyDictionary<string, string>[] rows = [.. form.RowsFrom(9).Where(row => row.GetValueOrDefault("O") is { Length: > 0 })];
            Assert.Equal(facts.Units.Length, rows.Length);
            Assert.Contains(rows, row => row["F"].Length > 0);
            foreach (IReadOnlyDictionary<string, string> row in rows)
            {
                Assert.True(facts.TryFindRow(row["O"], out int at));
                Remedy remedy = needs.RemedyOf(at);
                Assert.Equal(Count(remedy, "informaticsComputer", "networkedInformaticsComputer"), row["F"]);
                Assert.Equal(Count(remedy, "managementComputer", "libraryComputer", "officialsComputer"), row["H"]);
                long inWords = new[] { row["J"], row["M"] }.Sum(words => words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(Quantity));
                long inNumbers = new[] { row["E"], row["F"], row["H"] }.Where(text => text.Length > 0).Sum(text => long.Parse(text, CultureInfo.InvariantCulture));
                Assert.Equal(remedy.Purchases.Sum(purchase => purchase.Quantity), inWords + inNumbers);
            }
        }

        static string Count(Remedy remedy, params string[] items) =>
            remedy.Purchases.Where(purchase => items.Contains(purchase.Item.Id)).Sum(purchase => purchase.Quantity) is > 0 and var sum ? sum.ToString(CultureInfo.InvariantCulture) : "";

        static long Quantity(string words) => long.Parse(words[(words.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", true)]
    [InlineData("+1+1", true)]
    [InlineData("-2+3", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("\t=1+1", true)]
    [InlineData("=cmd|' /C calc'!A0", true)]
    [InlineData("\uFF1D1+1", true)]
    [InlineData(" Trường  có dấu cách ", false)]
    [InlineData("Trường <b>&amp;\"'", false)]
    public async Task A_hostile_name_stays_a_text(string name, bool isQuoted)
    {
        FormRow row = new(new FactUnit(name.Trim(), UnitKind.LowerSecondary, name), _ => null);

        (WrittenWorkbook form, FormTally _) = await BenTre.FillAsync("bieu-1", new FormHead { Reporter = name }, [row]);

        using (form)
        {
            Assert.Equal(name, form["B9"]);
            Assert.Equal(DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString, form.Cell("B9")!.DataType!.Value);
            Assert.Equal(isQuoted, form.FormatOf("B9").QuotePrefix?.Value == true);
        }
    }

    [Fact]
    public async Task What_XML_or_a_cell_cannot_hold_is_replaced_and_the_rest_is_kept()
    {
        string[] names = ["a\0b\uFFFFc\uD800d", "_x0041_", "dòng\r\nmới", new string('x', 40_000), "\U0001F3EB trường"];

        (WrittenWorkbook form, FormTally _) = await BenTre.FillAsync("bieu-1", new FormHead(), names.Select(name => new FormRow(new FactUnit("c", UnitKind.Primary, name), _ => null)));

        using (form)
        {
            Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd", form["B9"]);
            Assert.Equal("_x005F_x0041_", form["B10"]); // the escape of ECMA-376 for what would else be read as A
            Assert.Equal("dòng\nmới", form["B11"]);
            Assert.InRange(form["B12"].Length, 32_000, 32_767);
            Assert.Equal("\U0001F3EB trường", form["B13"]);
        }
    }

    [Fact]
    public async Task Parents_in_a_circle_and_parents_that_nobody_knows_end()
    {
        FactTable facts = await BenTre.FactsAsync("unit,kind,parent,rooms.computer\nA,thcs,B,1\nB,thcs,A,2\nC,thcs,nobody,3\n");

        (WrittenWorkbook form, FormTally tally) = await BenTre.FillAsync("bieu-1", facts);

        using (form)
        {
            Assert.Equal(3, tally.Units);
            Assert.Equal("6", form["C12"]);
        }

        Assert.Throws<ArgumentException>(() => FormRows.Of(BenTre.Form("bieu-1").Form, facts, "nobody"));
    }

    [Fact]
    public async Task Rows_go_out_as_they_come_to_a_stream_that_only_goes_forward()
    {
        var output = new ForwardStream();
        List<long> written = [];

        FormTally tally = await BenTre.Form("bieu-1").WriteAsync(output, new FormHead(), Rows());

        Assert.Equal(20_000, tally.Units);
        using var form = new WrittenWorkbook(output.ToArray());
        Assert.Equal("20000", form["C20009"]);
        Assert.True(written[^1] > 4 * written[written.Count / 5], string.Join(' ', written));

        async IAsyncEnumerable<FormRow> Rows()
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (i % 1000 == 0)
                {
                    await Task.Yield();
                    written.Add(output.Length);
                }

                yield return new FormRow(new FactUnit($"U{i}", UnitKind.LowerSecondary, $"Trường {i}"), fact => fact == "rooms.computer" ? CelValue.Int(1) : null);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_stops()
    {
        FactTable facts = await BenTre.FactsAsync();
        FormWorkbook form = BenTre.Form("bieu-1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => form.WriteAsync(Stream.Null, new FormHead(), FormRows.Of(form.Form, facts).ToAsyncEnumerable(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_provinces_own_form_is_written_from_its_pack_alone()
    {
        DirectiveLibrary library = DirectiveLibrary.Embedded.With(new PackFile("own.json", System.Text.Encoding.UTF8.GetBytes("""
            { "id": "OWN-1", "prefix": "own", "from": "2010-01-01",
              "header": { "number": "1/OWN", "date": "2010-01-01", "issuer": { "vi": "Sở X", "en": "X" }, "subject": { "vi": "Biểu", "en": "Form" }, "status": "issued", "addressees": ["thcs"] },
              "entries": [ { "id": "own.form", "kind": "form", "clause": "1", "words": "biểu mẫu của riêng tỉnh", "binds": { "units": ["thcs"] }, "strength": "must",
                "title": { "vi": "Biểu riêng", "en": "Own form" }, "code": "Mẫu [1]/X", "columns": [
                  { "title": { "vi": "Trường", "en": "School" }, "shows": "unitName" },
                  { "title": { "vi": "Internet", "en": "Internet" }, "columns": [
                    { "title": { "vi": "Loại", "en": "Kind" }, "fact": "internet.kind" }, { "title": { "vi": "Băng thông", "en": "Speed" }, "fact": "internet.downMbps" },
                    { "title": { "vi": "LAN", "en": "LAN" }, "fact": "network.lan" } ] } ] } ] }
            """))).GetLibraryOrThrow();
        FormWorkbook form = FormWorkbook.Find(library, "own.form")!;
        var values = new Dictionary<string, CelValue> { ["internet.kind"] = CelValue.String("adsl"), ["internet.downMbps"] = CelValue.Double(2.5), ["network.lan"] = CelValue.False };
        using var output = new MemoryStream();

        await form.WriteAsync(output, new FormHead(), new[] { new FormRow(new FactUnit("A", UnitKind.LowerSecondary, "A"), fact => values[fact]) }.ToAsyncEnumerable());

        using WrittenWorkbook written = new WrittenWorkbook(output.ToArray()).Check();
        Assert.Equal("Mẫu  1  X", written.Sheets[0].Name!.Value);
        Assert.Equal(("A", "adsl", "2.5", "Không"), (written["A8"], written["B8"], written["C8"], written["D8"]));
        Assert.True(written.IsNumber("C8"));
    }

    private sealed class ForwardStream : Stream
    {
        private readonly MemoryStream _bytes = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _bytes.Length;

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public byte[] ToArray() => _bytes.ToArray();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _bytes.Write(buffer, offset, count);
    }
}
