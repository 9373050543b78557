using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Tests.Directives;

public sealed class PackTests
{
    [Fact]
    public void A_right_pack_is_taken_with_its_facts_and_items()
    {
        JsonObject pack = PackText.Pack(PackText.Entry, PackText.Entry.Replace("p.two", "p.kiosk", StringComparison.Ordinal)
            .Replace("computers.total", "vendor.kiosks", StringComparison.Ordinal));
        pack["facts"] = JsonNode.Parse("""[ { "id": "vendor.kiosks", "type": "count", "label": { "vi": "Ki-ốt", "en": "Kiosks" } } ]""");
        pack["items"] = JsonNode.Parse("""[ { "id": "kiosk", "label": { "vi": "Ki-ốt", "en": "Kiosk" }, "countsFor": ["vendor.kiosks"] } ]""");

        DirectiveLibrary library = DirectiveLibrary.Embedded.With(pack.File()).GetLibraryOrThrow();

        Assert.Equal("P-1", library.Directives[^1].Id);
        Assert.Equal(DirectiveLibrary.Embedded.Directives.Length + 1, library.Directives.Length);
        Assert.True(library.Facts.TryFind("vendor.kiosks", out FactDefinition? _));
        Assert.Equal(["p.kiosk"], library.Asking("vendor.kiosks").Select(asking => asking.Entry.Id));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_pointer()
    {
        string[] entries =
        [
            PackText.Entry,
            PackText.Entry, // an id twice
            """{ "id": "q.x", "kind": "requirement", "clause": "1", "words": "ba từ thôi", "binds": { "units": ["truong"] }, "strength": "strong", "title": { "vi": "x" }, "test": "true", "extra": 1 }""",
            PackText.Entry.Replace("p.two", "p.three", StringComparison.Ordinal).Replace("computers.total >= 2", "computers.totl >=", StringComparison.Ordinal),
            PackText.Entry.Replace("p.two", "p.four", StringComparison.Ordinal).Replace("\"computers.total >= 2\"", "\"computers.total + 2\"", StringComparison.Ordinal),
            """{ "id": "p.five", "kind": "deadline", "clause": "1", "words": "trước ngày ba mươi", "binds": { "units": [] }, "strength": "must", "title": { "vi": "x", "en": "x" }, "due": { "day": "2008-13-01" } }""",
            """{ "id": "p.six", "kind": "criterion", "clause": "1", "words": "một hai ba bốn", "binds": { "units": [] }, "strength": "informs", "title": { "vi": "x", "en": "x" }, "counts": ["p.none"] }""",
            """{ "id": "p.seven", "kind": "target", "clause": "1", "words": "một hai ba bốn", "binds": { "units": [] }, "strength": "target", "title": { "vi": "x", "en": "x" }, "over": { "units": [] }, "share": 120, "comparison": "atLeast", "test": "true" }""",
            PackText.Entry.Replace("p.two", "p.eight", StringComparison.Ordinal).Replace("\"strength\"", "\"refines\": \"p.nobody\", \"strength\"", StringComparison.Ordinal),
        ];
        JsonObject pack = PackText.Pack(entries);
        pack["jurisdiction"] = "Nowhere";

        LibraryCheck check = DirectiveLibrary.Embedded.With(pack.File());

        Assert.Null(check.Library);
        (string, string?)[] expected =
        [
            ("pack.jurisdiction", "/jurisdiction"), ("pack.unknown-property", "/entries/2/extra"), ("pack.id", "/entries/2/id"), ("pack.words", "/entries/2/words"),
            ("pack.unit-kind", "/entries/2/binds/units/0"), ("pack.value", "/entries/2/strength"), ("pack.missing-property", "/entries/2/title"),
            ("pack.form", "/entries/5/due/day"), ("pack.due", "/entries/5/due"), ("pack.share", "/entries/7/share"), ("pack.duplicate-id", "/entries/1"),
            ("pack.counts", "/entries/6/counts"), ("pack.refines", "/entries/8/refines"), ("pack.expression", "/entries/3/test"), ("pack.expression-type", "/entries/4/test"),
        ];
        foreach ((string, string?) fault in expected)
        {
            Assert.Contains(fault, check.Issues.Select(issue => (issue.Code, issue.Place.Field)));
        }

        Assert.All(check.Issues, issue => Assert.True(issue.Message is { Vi.Length: > 0, En.Length: > 0 } && issue.Place.Source == "p.json"));
        Assert.All(check.Issues.Where(issue => issue.Code == "pack.expression"), issue => Assert.True(issue.Place is { Line: 1, Column: > 0 }));
    }

    [Theory]
    [InlineData("""{ "fact": "computers.total", "items": ["computer"] }""", "pack.column")]
    [InlineData("""{ "facts": ["computers.total"], "shows": "unitName" }""", "pack.column")]
    [InlineData("""{ "fact": "computers.total", "inWords": true }""", "pack.column")]
    [InlineData("""{ "fact": "computers.total", "columns": [ { "title": { "vi": "x", "en": "x" } } ] }""", "pack.column")]
    [InlineData("""{ "facts": ["computers.total", "computers.none"] }""", "pack.fact")]
    [InlineData("""{ "items": ["computer", "abacus"] }""", "pack.item")]
    [InlineData("""{ "shows": "colour" }""", "pack.value")]
    [InlineData("""{ "items": ["computer"], "otherItems": true, "inWords": true }""", null)]
    [InlineData("""{ "facts": ["computers.total", "network.lan"] }""", null)]
    public void A_column_of_a_form_says_one_thing_that_there_is(string column, string? fault)
    {
        JsonObject read = (JsonObject)JsonNode.Parse(column)!;
        read["title"] = JsonNode.Parse("""{ "vi": "Cột", "en": "Column" }""");
        JsonObject pack = PackText.Pack($$"""
            { "id": "p.form", "kind": "form", "clause": "1", "words": "biểu mẫu của riêng tỉnh", "binds": { "units": ["thcs"] }, "strength": "must",
              "title": { "vi": "Biểu", "en": "Form" }, "code": "Biểu", "heading": "BIỂU", "reporter": "Trường", "signer": "HIỆU TRƯỞNG", "columns": [ {{read.ToJsonString()}} ] }
            """);

        LibraryCheck check = DirectiveLibrary.Embedded.With(pack.File());

        Assert.Equal(fault is null ? [] : [fault], check.Issues.Select(issue => issue.Code));
        Assert.Equal("HIỆU TRƯỞNG", check.Library?.Directives[^1].EntriesOf<ReportForm>().Single().Signer ?? "HIỆU TRƯỞNG");
    }

    [Theory]
    [InlineData("""[ { "vi": "Không", "en": "None" }, { "vi": "Có", "en": "Some" } ]""", null)]
    [InlineData("""[ { "vi": "Không", "en": "None" } ]""", "pack.choice-labels")]
    public void Every_choice_has_a_name_or_none_has(string labels, string? fault)
    {
        JsonObject pack = PackText.Pack(PackText.Entry);
        pack["facts"] = JsonNode.Parse($$"""[ { "id": "vendor.kiosk", "type": "choice", "choices": ["none", "some"], "choiceLabels": {{labels}}, "label": { "vi": "Ki-ốt", "en": "Kiosk" } } ]""");

        Assert.Equal(fault is null ? [] : [fault], DirectiveLibrary.Embedded.With(pack.File()).Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void A_clause_without_an_entry_and_without_a_reason_is_a_fault()
    {
        JsonObject pack = PackText.Pack(PackText.Entry);
        pack["clauses"] = JsonNode.Parse("""[ { "path": "1", "words": "x" }, { "path": "2", "words": "y" }, { "path": "3", "words": "z", "none": { "vi": "lời cảm ơn", "en": "thanks" } } ]""");

        Assert.Equal([("pack.reading", "/clauses/1")], DirectiveLibrary.Embedded.With(pack.File()).Issues.Select(issue => (issue.Code, issue.Place.Field!)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\": 1, \"id\": 2}")]
    [InlineData("{\"id\": \"\\ud800\"}")]
    [InlineData("nothing")]
    public void What_is_no_pack_at_all_is_told_and_never_thrown(string json)
    {
        LibraryCheck check = DirectiveLibrary.Embedded.With(new PackFile("x.json", Encoding.UTF8.GetBytes(json)));

        Assert.Null(check.Library);
        Assert.NotEmpty(check.Issues);
    }

    [Fact]
    public void Items_that_would_make_the_least_uncomputable_are_refused()
    {
        JsonObject pack = PackText.Pack(PackText.Entry);
        pack["facts"] = JsonNode.Parse("""[ { "id": "v.a", "type": "count", "label": { "vi": "a", "en": "a" } }, { "id": "v.b", "type": "count", "label": { "vi": "b", "en": "b" } } ]""");
        pack["items"] = JsonNode.Parse("""
            [ { "id": "onlyA", "label": { "vi": "a", "en": "a" }, "countsFor": ["v.a"] }, { "id": "onlyB", "label": { "vi": "b", "en": "b" }, "countsFor": ["v.b"] },
              { "id": "both", "label": { "vi": "ab", "en": "ab" }, "countsFor": ["v.a", "v.b"] } ]
            """);

        Assert.Equal(["pack.crossing-items"], DirectiveLibrary.Embedded.With(pack.File()).Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void Two_packs_cannot_have_one_id() =>
        Assert.Contains("pack.duplicate-id", DirectiveLibrary.Embedded.With(PackText.Pack(PackText.Entry).File(), PackText.Pack(PackText.Entry).File("q.json")).Issues.Select(issue => issue.Code));

    [Fact]
    public void The_schema_has_the_properties_that_the_loader_takes()
    {
        using JsonDocument schema = JsonDocument.Parse(DirectiveLibrary.Schema);
        JsonElement definitions = schema.RootElement.GetProperty("$defs");
        string[] packProperties = Names(schema.RootElement), entry = Names(definitions.GetProperty("entry"));
        var own = schema.RootElement.GetProperty("properties").GetProperty("entries").GetProperty("items").GetProperty("oneOf").EnumerateArray()
            .ToDictionary(kind => kind.GetProperty("title").GetString()!, Names);

        foreach (PackFile pack in DirectiveLibrary.EmbeddedPacks)
        {
            using JsonDocument json = JsonDocument.Parse(pack.Json);
            Assert.Empty(json.RootElement.EnumerateObject().Select(property => property.Name).Except(packProperties));
            foreach (JsonElement one in json.RootElement.GetProperty("entries").EnumerateArray())
            {
                Assert.Empty(one.EnumerateObject().Select(property => property.Name).Except(own[one.GetProperty("kind").GetString()!]));
            }
        }

        // A property that the schema has and the loader does not take would be told as unknown.
        Assert.Equal(Enum.GetNames<EntryKind>().Select(JsonNamingPolicy.CamelCase.ConvertName).Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
        foreach ((string kind, string[] properties) in own)
        {
            JsonObject odd = PackText.Pack($$"""{ "kind": "{{kind}}", {{string.Join(", ", properties.Where(name => name != "kind").Select(name => $"\"{name}\": 0"))}} }""");
            Assert.DoesNotContain("pack.unknown-property", DirectiveLibrary.Embedded.With(odd.File()).Issues.Select(issue => issue.Code));
        }

        Assert.Equal(["binds", "clause", "draft", "from", "id", "kind", "note", "refines", "slip", "strength", "title", "until", "words"], entry.Order(StringComparer.Ordinal));

        static string[] Names(JsonElement type) => [.. type.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
    }
}
