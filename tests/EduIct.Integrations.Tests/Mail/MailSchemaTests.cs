using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Mail;
using Json.Schema;

namespace EduIct.Integrations.Tests.Mail;

/// <summary><c>mail.schema.json</c> accepts what the reader accepts, and refuses what it refuses.</summary>
public sealed class MailSchemaTests : IDisposable
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(Resource());

    private static readonly string[] s_good =
    [
        """{ "version": 1, "pickup": { "folder": "thu-di" } }""",
        """
        { "$schema": "mail.schema.json", "version": 1, "from": { "address": "vanphong@bentre.edu.vn", "name": "Văn phòng Sở" }, "language": "vi", "transport": "smtp",
          "smtp": { "host": "thu.bentre.edu.vn", "port": 587, "requireTls": true, "userName": "vanphong", "passwordFile": "mat-khau", "timeoutSeconds": 30 },
          "templates": "mau", "outbox": { "messagesPerMinute": 30, "recipientsPerDay": 2000, "concurrency": 4 } }
        """,
        """{ "version": 1, "language": "en", "transport": "smtp", "smtp": { "host": "127.0.0.1", "port": 25, "requireTls": false } }""",
        """{ "version": 1, "transport": "exchange", "exchange": { "provider": "m", "sender": "vanphong@bentre.edu.vn" }, "pickup": {}, "smtp": { "port": 465 } }""",
        """{ "version": 1, "transport": "exchange" }""",
    ];

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "1", "2", "33", "465", "3601", "65536", "100001", "2147483648", "1.5", "-1", "\"\"", "\" \"", "\"pickup\"", "\"smtp\"", "\"exchange\"", "\"fr\"", "\"en\"", "[]", "{}",
        """{ "la": 1 }""", """{ "host": "a b" }""", """{ "host": "https://x.vn" }""", """{ "host": "x.vn:25" }""", """{ "host": "::1", "requireTls": false }""", """{ "host": "x.vn", "requireTls": false }""",
        """{ "host": "LocalHost", "requireTls": false }""", """{ "host": "máy.vn" }""", """{ "host": "x.vn", "userName": "u" }""", """{ "host": "x.vn", "passwordFile": "mat-khau" }""", """{ "host": "x.vn", "port": 465 }""",
        """{ "host": "x.vn", "userName": "u", "passwordFile": "mat-khau", "passwordVariable": null }""", """{ "host": "x.vn", "userName": "u", "passwordFile": "mat-khau", "passwordVariable": "B" }""",
        """{ "host": "x.vn", "password": "x" }""", """{ "folder": "thu-di" }""", """{ "folder": null }""", """{ "address": "a@b.vn", "name": null }""", """{ "address": "a@b" }""", """{ "address": "a b@c.vn" }""",
        """{ "address": "a@-c.vn" }""", """{ "address": ".a@c.vn" }""", """{ "address": "an'x@c.vn", "name": "An\u202E" }""", """{ "address": "a@c.vn", "name": "An\nBcc: x" }""", """{ "name": "An" }""",
    ];

    private readonly TemporaryFolder _folder = new();

    public MailSchemaTests()
    {
        Directory.CreateDirectory(_folder["mau"]);
        File.WriteAllText(_folder["mat-khau"], "bí mật");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["mat-khau"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Schema_and_reader_judge_every_document_alike()
    {
        List<string> differences = [];
        (int accepted, int refused) = (0, 0);
        foreach (string document in s_good.SelectMany(Variations).Distinct())
        {
            ImmutableArray<Issue> issues = await ReadAsync(document);
            bool fits = s_schema.Evaluate(JsonDocument.Parse(document).RootElement).IsValid;
            (accepted, refused) = fits ? (accepted + 1, refused) : (accepted, refused + 1);
            if (fits != issues.IsEmpty)
            {
                differences.Add($"{(fits ? "schema accepts" : "reader accepts")}: {document} {string.Join("; ", issues)}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(accepted > 50 && refused > 500, $"{accepted} accepted, {refused} refused");
    }

    [Fact]
    public async Task The_good_ones_are_good()
    {
        foreach (string document in s_good)
        {
            Assert.Empty(await ReadAsync(document));
        }
    }

    // Each property of a document left out, given each of the values, and one more beside it.
    private static IEnumerable<string> Variations(string document)
    {
        yield return document;
        foreach ((string? parent, string name) in Properties(JsonNode.Parse(document)!.AsObject()))
        {
            // Whether a file or folder is there no schema can tell.
            string[] values = name is "passwordFile" or "templates" or "passwordVariable" ? [.. s_values.Where(value => value[0] != '"' || value.Trim('"', ' ').Length == 0)] : s_values;
            foreach (string? value in values.Append(null))
            {
                yield return With(document, parent, name, value);
            }

            yield return With(document, parent, name + "x", "1");
        }

        foreach (string name in new[] { "from", "smtp", "pickup", "exchange", "outbox", "transport", "language" })
        {
            foreach (string value in s_values)
            {
                yield return With(document, null, name, value);
            }
        }
    }

    private static IEnumerable<(string? Parent, string Name)> Properties(JsonObject document) =>
        document.SelectMany(property => property.Value is JsonObject inner ? inner.Select(one => ((string?)property.Key, one.Key)).Append((null, property.Key)) : [(null, property.Key)]);

    private static string With(string document, string? parent, string name, string? value)
    {
        JsonObject root = JsonNode.Parse(document)!.AsObject();
        JsonObject holder = parent is null ? root : root[parent]!.AsObject();
        holder.Remove(name);
        if (value is not null)
        {
            holder[name] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    private static string Resource()
    {
        using StreamReader reader = new(typeof(MailFile).Assembly.GetManifestResourceStream("mail.schema.json")!);
        return reader.ReadToEnd();
    }

    private async Task<ImmutableArray<Issue>> ReadAsync(string document)
    {
        await File.WriteAllTextAsync(_folder["mail.json"], document);
        return (await MailFile.LoadAsync(_folder["mail.json"])).Issues;
    }
}
