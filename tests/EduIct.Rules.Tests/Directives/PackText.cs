using System.Text;
using System.Text.Json.Nodes;
using EduIct.Directives;

namespace EduIct.Tests.Directives;

/// <summary>Small packs for tests.</summary>
internal static class PackText
{
    public const string Entry = """
        { "id": "p.two", "kind": "requirement", "clause": "1", "words": "mỗi trường có hai máy", "binds": { "units": ["thpt"] }, "strength": "must",
          "title": { "vi": "Hai máy", "en": "Two" }, "test": "computers.total >= 2", "need": [ { "fact": "computers.total", "atLeast": "2" } ] }
        """;

    public static JsonObject Pack(params string[] entries) => (JsonObject)JsonNode.Parse($$"""
        { "id": "P-1", "prefix": "p", "from": "2020-09-01",
          "header": { "number": "1/P", "date": "2020-09-01", "issuer": { "vi": "Nhà phát hành", "en": "Issuer" }, "subject": { "vi": "Việc", "en": "Subject" } },
          "entries": [ {{string.Join(",", entries)}} ] }
        """)!;

    public static PackFile File(this JsonNode pack, string name = "p.json") => new(name, Encoding.UTF8.GetBytes(pack.ToJsonString()));

    public static DirectiveLibrary Library(this JsonNode pack) => DirectiveLibrary.Embedded.Where(_ => false).With(pack.File()).GetLibraryOrThrow();
}
