using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EduIct.Issues;

namespace EduIct.Cli.Terminal;

/// <summary>JSON on standard output: camel case, enumerations by name, Vietnamese readable.</summary>
internal static class JsonOutput
{
    // Not for HTML: the output is a stream of its own.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            write(json);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    public static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static void WriteIssues(Utf8JsonWriter json, string name, IEnumerable<Issue> issues)
    {
        json.WriteStartArray(name);
        foreach (Issue issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("code", issue.Code);
            json.WriteString("source", issue.Place.Source);
            if (issue.Place.Line is { } line)
            {
                json.WriteNumber("line", line);
            }

            if (issue.Place.Column is { } column)
            {
                json.WriteNumber("column", column);
            }

            if (issue.Place.Field is { } field)
            {
                json.WriteString("field", field);
            }

            json.WriteStartObject("message");
            json.WriteString("vi", issue.Message.Vi);
            json.WriteString("en", issue.Message.En);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
