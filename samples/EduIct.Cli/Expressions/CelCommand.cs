using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Expressions;

namespace EduIct.Cli.Expressions;

/// <summary><c>eduict cel</c>: evaluates one expression, or runs a file of conformance cases.</summary>
internal sealed class CelCommand
{
    private readonly CliTerminal _terminal;

    private CelCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal) => new CelCommand(terminal).Create();

    private Command Create()
    {
        var expression = new Argument<string>("EXPR") { Description = "Biểu thức CEL / a CEL expression" };
        var facts = new Option<string?>("--facts") { Description = "Dữ kiện: JSON hoặc tên tệp / facts: a JSON object or a file with one" };
        var unknown = new Option<string[]>("--unknown") { Description = "Dữ kiện chưa biết, như a.b, a.*.c / a path that is unknown; repeatable" };
        var json = new Option<bool>("--json") { Description = "Kết quả dạng JSON / the result as JSON" };
        var command = new Command("cel", "Tính một biểu thức CEL / evaluates a CEL expression") { expression, facts, unknown, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Evaluate(
            parsed.GetValue(expression)!, parsed.GetValue(facts), parsed.GetValue(unknown) ?? [], parsed.GetValue(json), cancellation)));
        command.Subcommands.Add(CreateTest());
        return command;
    }

    private Command CreateTest()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Tệp JSON Lines / cases, one JSON object a line" };
        var json = new Option<bool>("--json") { Description = "Kết quả dạng JSON / the result as JSON" };
        var command = new Command("test", "Chạy các ca kiểm thử CEL / runs conformance cases") { file, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Test(parsed.GetValue(file)!, parsed.GetValue(json), cancellation)));
        return command;
    }

    private int Evaluate(string source, string? factsText, string[] unknownPaths, bool json, CancellationToken cancellation)
    {
        if (!TryReadFacts(factsText, unknownPaths, out CelEnvironment environment, out CelFacts facts))
            return ExitCode.BadInput;
        if (!environment.TryCompile(source, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics))
        {
            foreach (CelDiagnostic diagnostic in diagnostics)
                _terminal.Error.WriteLine(_terminal.Language == "en" ? diagnostic.ToString() : diagnostic.ToVietnamese());
            return ExitCode.BadInput;
        }

        CelValue value = program.Interpret(facts, cancellation);
        _terminal.Out.WriteLine(json ? Describe(program, value) : value.ToString());
        return value.Kind == CelKind.Error ? ExitCode.Differences : ExitCode.Done;
    }

    private static string Describe(CelProgram program, CelValue value) => WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind.ToString().ToLowerInvariant());
        writer.WriteString("type", program.ResultType.ToString());
        writer.WritePropertyName(value.Kind switch { CelKind.Unknown => "unknown", CelKind.Error => "error", _ => "value" });
        if (value.Kind == CelKind.Unknown)
        {
            writer.WriteStartArray();
            foreach (CelAttribute path in value.Missing)
                writer.WriteStringValue(path.ToString());
            writer.WriteEndArray();
        }
        else if (value.Failure is { } failure)
        {
            writer.WriteStartObject();
            writer.WriteString("code", failure.Code);
            writer.WriteString("detail", failure.Detail);
            writer.WriteEndObject();
        }
        else
        {
            CelJson.Write(writer, value);
        }

        writer.WriteEndObject();
    });

    /// <summary>Every fact is a variable of type <c>dyn</c>: JSON does not say whether 1 is an int or a double.</summary>
    private bool TryReadFacts(string? text, string[] unknownPaths, out CelEnvironment environment, out CelFacts facts)
    {
        environment = new CelEnvironment([]);
        facts = new CelFacts(environment);
        try
        {
            string content = text is null ? "{}" : text.AsSpan().TrimStart().StartsWith("{") ? text : File.ReadAllText(text);
            using JsonDocument document = JsonDocument.Parse(content);
            var values = new Dictionary<string, CelValue>(StringComparer.Ordinal);
            foreach (JsonProperty fact in document.RootElement.EnumerateObject())
                values[fact.Name] = CelJson.Read(fact.Value);
            IEnumerable<string> roots = unknownPaths
                .Where(path => !CelAttribute.TryParse(path, values.Keys, out _))
                .Select(path => path.Split('.', '[')[0])
                .Where(root => root.Length > 0);
            environment = new CelEnvironment(values.Keys.Concat(roots).Distinct(StringComparer.Ordinal).Select(name => new CelVariable(name, CelType.Dyn)));
            facts = new CelFacts(environment);
            foreach ((string name, CelValue value) in values)
                facts.Set(name, value);
            foreach (string path in unknownPaths)
            {
                if (!CelAttribute.TryParse(path, environment.Variables.Select(v => v.Name), out CelAttribute? pattern))
                    return Refuse($"--unknown {path}: không phải đường dẫn / not a path");
                facts.SetUnknown(pattern);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse($"--facts: {e.Message}");
        }
    }

    private int Test(FileInfo file, bool json, CancellationToken cancellation)
    {
        int passed = 0, faults = 0, number = 0;
        var failures = new List<CelConformanceResult>();
        try
        {
            foreach (string line in File.ReadLines(file.FullName))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                try
                {
                    CelConformanceResult result = CelConformanceCase.Parse(line).Run(cancellation);
                    if (result.Passed)
                        passed++;
                    else
                        failures.Add(result);
                }
                catch (FormatException e)
                {
                    faults++;
                    Refuse(string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{number}: {e.Message}"));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(e.Message);
            return ExitCode.BadInput;
        }

        if (json)
        {
            _terminal.Out.WriteLine(WriteJson(writer => Summarise(writer, passed, failures)));
        }
        else
        {
            foreach (CelConformanceResult failure in failures)
                _terminal.Out.WriteLine($"{failure.Id}: expected {failure.Expected}, got {failure.Actual}");
            _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failures.Count} failed"));
        }

        return faults > 0 ? ExitCode.BadInput : failures.Count > 0 ? ExitCode.Differences : ExitCode.Done;
    }

    private static void Summarise(Utf8JsonWriter writer, int passed, List<CelConformanceResult> failures)
    {
        writer.WriteStartObject();
        writer.WriteNumber("passed", passed);
        writer.WriteNumber("failed", failures.Count);
        writer.WriteStartArray("failures");
        foreach (CelConformanceResult failure in failures)
        {
            writer.WriteStartObject();
            writer.WriteString("id", failure.Id);
            writer.WriteString("expected", failure.Expected);
            writer.WriteString("actual", failure.Actual);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private bool Refuse(string message)
    {
        _terminal.Error.WriteLine(message);
        return false;
    }
}
