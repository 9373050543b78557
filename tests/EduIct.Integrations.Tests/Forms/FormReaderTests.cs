using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Integrations.Tests.Forms;

/// <summary>Forms that came back: read, doubted, refused, gathered.</summary>
public sealed class FormReaderTests : IDisposable
{
    private static readonly FormReader s_reader = new(DirectiveLibrary.Embedded);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_filled_in_comes_back()
    {
        FactTable facts = await BenTre.FactsAsync();
        using var output = new MemoryStream();
        await BenTre.Form("bieu-1").WriteAsync(output, new FormHead(), FormRows.Of(BenTre.Form("bieu-1").Form, facts, "SO", BenTre.Needs(facts)).ToAsyncEnumerable());
        FormReading reading = Read(output.ToArray());

        Assert.Empty(reading.Doubts);
        Assert.Equal("33-bentre.form-1", reading.Form);
        var back = new FactTableBuilder(DirectiveLibrary.Embedded.Facts, "back");
        reading.AddTo(back);
        FactTable table = back.Build().GetTableOrThrow();
        Assert.Equal(facts.Units.Length, table.Units.Length);
        foreach (string fact in (string[])["rooms.computer", "computers.informatics", "computers.management", "computers.library", "computers.managementNetworked", "devices.scanners", "devices.projectors"])
        {
            for (int row = 0; row < facts.Units.Length; row++)
            {
                Assert.True(table.TryFindRow(facts.Units[row].Code, out int at));
                Assert.Equal(facts[row, fact], table[at, fact]);
            }
        }
    }

    [Fact]
    public void Any_facts_come_back_from_the_form()
    {
        Gen<(long?, long?)[]> tables = (from rooms in Number() from computers in Number() select (rooms, computers)).ListOf(6).Select(list => list.ToArray());
        Prop.ForAll(tables.ToArbitrary(), rows => Task.Run(async () =>
        {
            using var output = new MemoryStream();
            await BenTre.Form("bieu-1").WriteAsync(output, new FormHead(), rows.Select((row, i) => new FormRow(
                new FactUnit(string.Create(CultureInfo.InvariantCulture, $"U{i}"), UnitKind.Primary, string.Create(CultureInfo.InvariantCulture, $"=Trường {i}")),
                fact => fact == "rooms.computer" ? Value(row.Item1) : fact == "computers.informatics" ? Value(row.Item2) : null)).ToAsyncEnumerable());
            FormReading reading = Read(output.ToArray());
            return reading.Doubts.IsEmpty && reading.Rows.Select(row => (Of(row, "rooms.computer"), Of(row, "computers.informatics"))).SequenceEqual(rows.Select(row => (row.Item1, row.Item2)));
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

        static Gen<long?> Number() => Gen.OneOf(Gen.Constant((long?)null), Gen.Choose(0, 2_000_000).Select(number => (long?)number));
        static CelValue? Value(long? number) => number is { } some ? CelValue.Int(some) : null;
        static long? Of(FormReadRow row, string fact) => row.Values.FirstOrDefault(value => value.Fact == fact) is { } value ? long.Parse(value.Text, CultureInfo.InvariantCulture) : null;
    }

    [Theory]
    [InlineData("1.250", "1250", 0)]
    [InlineData("1,250", "1250", 1)]
    [InlineData("1 250", "1250", 0)]
    [InlineData("12 máy", "12", 1)]
    [InlineData("12", "12", 0)]
    [InlineData("1.25", null, 1)]
    [InlineData("1,5", null, 1)]
    [InlineData("mười hai", null, 1)]
    [InlineData("-", null, 0)]
    [InlineData("không rõ", null, 0)]
    [InlineData("-3", null, 1)]
    [InlineData("1.250.000", "1250000", 0)]
    public async Task A_number_is_read_as_people_write_it_or_doubted(string text, string? value, int doubts)
    {
        ReturnedForm form = (await ReturnedForm.OfAsync(("A", "Trường A", 1, 2))).Text("D9", text);
        FormReading reading = Read(form.Bytes);

        Assert.Equal(value, reading.Rows.Single().Values.FirstOrDefault(one => one.Fact == "computers.informatics")?.Text);
        Assert.Equal(doubts, reading.Doubts.Length);
        Assert.All(reading.Doubts, doubt => Assert.Equal("Biểu số 1!D9", doubt.Place.Field));
    }

    [Theory]
    [InlineData("Có", "1")]
    [InlineData("x", "1")]
    [InlineData("✓", "1")]
    [InlineData("đã có", "1")]
    [InlineData("KHÔNG", "0")]
    [InlineData("chưa", "0")]
    public async Task Words_for_yes_and_no_are_understood(string text, string value)
    {
        string words = $"Máy tính quản lý đã nối mạng: {text}";
        FactDefinition fact = DirectiveLibrary.Embedded.Facts.Definitions.Single(one => one.Id == "computers.managementNetworked");
        ReturnedForm form = (await ReturnedForm.OfAsync(("A", "Trường A", 1, 2))).Text("G9", words.Replace("Máy tính quản lý đã nối mạng", fact.Label.Vi, StringComparison.Ordinal));
        FormReading reading = Read(form.Bytes);

        Assert.Equal(value, reading.Rows.Single().Values.Single(one => one.Fact == fact.Id).Text);
        Assert.Empty(reading.Doubts);
    }

    [Fact]
    public async Task Moved_columns_rows_in_between_and_other_sheets_change_nothing()
    {
        ReturnedForm form = (await ReturnedForm.OfAsync(("A", "Trường A", 3, 40), ("B", "Trường B", 5, 60))).Swap("C", "D").Insert(10, 2).Insert(1, 3).Foreign();
        FormReading reading = Read(form.Bytes);

        Assert.Empty(reading.Doubts);
        Assert.Equal([("A", "3", "40"), ("B", "5", "60")], reading.Rows.Select(row => (row.Unit.Code, Value(row, "rooms.computer"), Value(row, "computers.informatics"))));

        static string Value(FormReadRow row, string fact) => row.Values.Single(value => value.Fact == fact).Text;
    }

    [Fact]
    public async Task Formulas_errors_wrong_sums_and_units_that_stand_twice_are_told_with_their_cells()
    {
        ReturnedForm form = (await ReturnedForm.OfAsync(("A", "Trường A", 3, 40), ("A", "Trường A", 9, 9), ("B", "Trường B", 5, 60)))
            .Formula("C9", "1+2", 3).Error("D11");
        FormReading reading = Read(form.Bytes);

        // Row 12 has the sums 17 and 109 of what was written; 8 and 40 are left.
        Assert.Equal(
            [("forms.value", "C9"), ("forms.unit-twice", "B10"), ("forms.value", "D11"), ("forms.sum", "C12"), ("forms.sum", "D12")],
            reading.Doubts.Select(doubt => (doubt.Code, doubt.Place.Field!.Split('!')[1])));
        Assert.Equal(2, reading.Rows.Length);
    }

    [Theory]
    [InlineData("encrypted", "forms.encrypted")]
    [InlineData("text", "forms.damaged")]
    [InlineData("macros", "forms.macros")]
    [InlineData("macro-type", "forms.macros")]
    [InlineData("links", "forms.external")]
    [InlineData("bomb", "forms.bomb")]
    [InlineData("parts", "forms.bomb")]
    [InlineData("large", "forms.too-large")]
    [InlineData("rows", "forms.too-large")]
    [InlineData("doctype", "forms.damaged")]
    [InlineData("cut", "forms.damaged")]
    [InlineData("empty", "forms.damaged")]
    [InlineData("other", "forms.no-table")]
    public async Task A_file_that_may_not_be_read_is_refused(string kind, string code)
    {
        byte[] good = (await ReturnedForm.OfAsync(("A", "Trường A", 1, 2))).Bytes;
        byte[] hostile = kind switch
        {
            "encrypted" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]],
            "text" => Encoding.UTF8.GetBytes("unit,facts\n"),
            "macros" => With(good, "xl/vbaProject.bin", "x"),
            "macro-type" => Replace(good, "[Content_Types].xml", text => text.Replace("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml", StringComparison.Ordinal)),
            "links" => With(good, "xl/externalLinks/externalLink1.xml", "<x/>"),
            "bomb" => With(good, "xl/worksheets/bomb.xml", new string('0', 30 * 1024 * 1024)),
            "parts" => Many(good, 600),
            "large" => new byte[21 * 1024 * 1024],
            "rows" => Replace(good, "xl/worksheets/sheet1.xml", text => text.Replace("r=\"9\"", "r=\"900000\"", StringComparison.Ordinal)),
            "doctype" => Replace(good, "xl/workbook.xml", text => text.Replace("<x:workbook", "<!DOCTYPE a [<!ENTITY b \"c\">]><x:workbook", StringComparison.Ordinal).Replace("<workbook", "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook", StringComparison.Ordinal)),
            "cut" => good[..(good.Length / 2)],
            "empty" => [],
            _ => BlankSurvey(),
        };
        FormReading reading = Read(hostile);

        Assert.Equal(code, reading.Refused?.Code);
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public async Task Five_hundred_forms_are_gathered_with_every_doubt_told()
    {
        List<(string Code, string? Place, string File)> expected = [];
        Dictionary<string, (long? Rooms, long? Computers)> values = [];
        for (int i = 0; i < 500; i++)
        {
            string file = string.Create(CultureInfo.InvariantCulture, $"f{i:000}.xlsx"), code = string.Create(CultureInfo.InvariantCulture, $"U{i:000}"), other = code + "b";
            (long rooms, long computers) = (1 + (i % 9), 1000 + (7 * i));
            ReturnedForm form = await ReturnedForm.OfAsync((code, $"Trường {code}", rooms, computers), (other, $"Trường {other}", 2, 30));
            (long? Rooms, long? Computers) first = (rooms, computers);
            byte[] bytes = Damage(i, form, file, computers, expected, ref first).Bytes;
            if (i % 13 == 12)
            {
                bytes = bytes[..(bytes.Length - 400)];
                expected.Add(("forms.damaged", null, file));
            }
            else
            {
                values[code] = first;
                values[other] = (2, 30);
            }

            await File.WriteAllBytesAsync(_folder[file], bytes);
        }

        FormGathering gathering = FormGathering.Read(_folder.Path, DirectiveLibrary.Embedded);

        Assert.Equal(expected.Select(one => $"{one.File} {one.Code} {one.Place}"), gathering.Doubts.Select(doubt => $"{doubt.Place.Source} {doubt.Code} {doubt.Place.Field?.Split('!')[1]}"));
        Assert.Equal(values.Count, gathering.Table.Units.Length);
        foreach ((string code, (long? rooms, long? computers)) in values)
        {
            Assert.True(gathering.Table.TryFindRow(code, out int row));
            Assert.Equal((rooms, computers), (Number(gathering.Table[row, "rooms.computer"]), Number(gathering.Table[row, "computers.informatics"])));
        }

        static long? Number(CelValue? value) => value is { Kind: CelKind.Int } number ? number.AsInt() : null;
    }

    [Fact]
    public async Task A_mutated_workbook_is_read_or_refused()
    {
        byte[] good = (await ReturnedForm.OfAsync(("A", "Trường A", 1, 2))).Bytes;
        Mutate(good, 400, seed: 1);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Twenty_thousand_mutated_workbooks_are_read_or_refused()
    {
        byte[] good = (await ReturnedForm.OfAsync(("A", "Trường A", 1, 2))).Bytes;
        Mutate(good, 20_000, seed: 2);
    }

    [Fact]
    public void A_survey_comes_back_with_its_answers()
    {
        byte[] survey = BlankSurvey();
        string[] answered = ["students.total", "internet.broadband", "ict.officerQualification"];
        using var stream = new MemoryStream();
        stream.Write(survey);
        Dictionary<string, string> places;
        using (var written = new WrittenWorkbook(survey))
        {
            places = written.Marker.Where(pair => pair.Key.StartsWith("row:", StringComparison.Ordinal)).ToDictionary(pair => pair.Value, pair => "D" + (int.Parse(pair.Key[4..], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }

        FactDefinition choice = DirectiveLibrary.Embedded.Facts.Definitions.Single(fact => fact.Id == answered[2]);
        string label = choice.ChoiceLabels.IsEmpty ? choice.Choices[0] : choice.ChoiceLabels[0].Vi;
        byte[] returned = FilledSurvey.Fill(survey, [(places["unit.code"], "T1"), (places["unit.name"], "Trường THPT T1"), (places["unit.reported"], "31/12/2008"), (places[answered[0]], "1.250"), (places[answered[1]], "Có"), (places[answered[2]], label)]);
        FormReading reading = new SurveyReader(DirectiveLibrary.Embedded).Read(new MemoryStream(returned), "s.xlsx");

        Assert.Null(reading.Refused);
        Assert.Empty(reading.Doubts);
        Assert.Equal(("T1", "Trường THPT T1", UnitKind.UpperSecondary, new NodaTime.LocalDate(2008, 12, 31)), (reading.Rows[0].Unit.Code, reading.Rows[0].Unit.Name, reading.Rows[0].Unit.Kind, reading.Reported));
        var table = new FactTableBuilder(DirectiveLibrary.Embedded.Facts, "s");
        reading.AddTo(table);
        FactTable facts = table.Build().GetTableOrThrow();
        Assert.Equal((1250L, CelValue.True, choice.Choices[0]), (facts[0, answered[0]]!.Value.AsInt(), facts[0, answered[1]]!.Value, facts[0, answered[2]]!.Value.AsString()));
    }

    [Fact]
    public async Task The_commands_read_and_gather()
    {
        await File.WriteAllBytesAsync(_folder["a.xlsx"], (await ReturnedForm.OfAsync(("A", "Trường A", 3, 40))).Text("D9", "40 máy").Bytes);
        (int exit, string text, string error) = await EduictProcess.RunAsync("forms", "read", _folder["a.xlsx"], "--json");
        Assert.Equal(0, exit);
        using JsonDocument json = JsonDocument.Parse(text);
        Assert.Equal("40", json.RootElement.GetProperty("units")[0].GetProperty("facts").GetProperty("computers.informatics").GetString());
        Assert.Contains("D9", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder["b.xlsx"], "x");
        (exit, text, error) = await EduictProcess.RunAsync("forms", "gather", _folder.Path, "--out", _folder["all.out"]);
        Assert.Equal(2, exit);
        Assert.Contains("b.xlsx: forms.damaged", error, StringComparison.Ordinal);
        Assert.Equal("A", Read(await File.ReadAllBytesAsync(_folder["all.out"])).Rows.Single().Unit.Code);
        Assert.Equal(2, (await EduictProcess.RunAsync("survey", "read", _folder["a.xlsx"])).Exit);
        Assert.Equal(2, (await EduictProcess.RunAsync("forms", "gather", _folder["nowhere"], "--out", _folder["x"])).Exit);
    }

    private static ReturnedForm Damage(int i, ReturnedForm form, string file, long computers, List<(string Code, string? Place, string File)> expected, ref (long? Rooms, long? Computers) first)
    {
        string written = computers.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = i % 13 == 1 ? "." : "," });
        switch (i % 13)
        {
            case 1:
                return form.Text("D9", written);
            case 2:
                expected.Add(("forms.value", "D9", file));
                return form.Text("D9", written);
            case 3:
                expected.Add(("forms.value", "C9", file));
                return form.Text("C9", first.Rooms + " phòng");
            case 4:
                first.Rooms = null;
                expected.Add(("forms.negative", "C9", file));
                expected.Add(("forms.sum", "C11", file));
                return form.Number("C9", -1);
            case 5:
                first.Computers = null;
                expected.Add(("forms.value", "D9", file));
                expected.Add(("forms.sum", "D11", file));
                return form.Text("D9", "nhiều");
            case 6:
                expected.Add(("forms.value", "D9", file));
                return form.Formula("D9", "1+1", computers);
            case 7:
                return form.Swap("C", "D");
            case 8:
                return form.Insert(10, 3);
            case 9:
                return form.Foreign();
            case 10:
                expected.Add(("forms.sum", "C11", file));
                return form.Number("C11", 999);
            case 11:
                first.Computers = null;
                expected.Add(("forms.value", "D9", file));
                expected.Add(("forms.sum", "D11", file));
                return form.Number("D9", 12.5);
            default:
                return form;
        }
    }

    private static FormReading Read(byte[] bytes) => s_reader.Read(new MemoryStream(bytes), "t.xlsx");

    private static void Mutate(byte[] good, int times, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < times; i++)
        {
            byte[] bytes = [.. good];
            for (int changes = random.Next(1, 12); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            FormReading reading = Read(bytes);
            Assert.True(reading.Refused is not null || reading.Form is not null);
        }
    }

    private static byte[] BlankSurvey()
    {
        using var output = new MemoryStream();
        new SurveyWorkbook(DirectiveLibrary.Embedded, UnitKind.UpperSecondary).WriteBlank(output);
        return output.ToArray();
    }

    private static byte[] With(byte[] workbook, string name, string content) => Change(workbook, zip => Add(zip, name, content));

    private static byte[] Many(byte[] workbook, int parts) => Change(workbook, zip =>
    {
        for (int i = 0; i < parts; i++)
        {
            Add(zip, string.Create(CultureInfo.InvariantCulture, $"p{i}"), "");
        }
    });

    private static byte[] Replace(byte[] workbook, string name, Func<string, string> change) => Change(workbook, zip =>
    {
        ZipArchiveEntry entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        string changed = change(text);
        Assert.NotEqual(text, changed);
        entry.Delete();
        Add(zip, name, changed);
    });

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }

    private static byte[] Change(byte[] workbook, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(zip);
        }

        return stream.ToArray();
    }
}
