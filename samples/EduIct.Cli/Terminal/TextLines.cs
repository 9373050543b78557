using EduIct.Issues;

namespace EduIct.Cli.Terminal;

/// <summary>The text commands' way with lines: a file or standard input, one line out for one line in, a refused line gives an empty line.</summary>
internal static class TextLines
{
    /// <summary>What the commands take as input.</summary>
    public static System.CommandLine.Argument<string?> FileArgument() =>
        new("file") { Description = "tệp, hoặc - cho đầu vào chuẩn / a file, or - for standard input", Arity = System.CommandLine.ArgumentArity.ZeroOrOne };

    /// <summary>Name of the source, for the places of faults.</summary>
    public static string SourceOf(string? file) => file is null or "-" ? "-" : file;

    /// <summary>The lines, without their ends.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(
        string? file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TextReader reader = file is null or "-" ? CliTerminal.OpenInput() : new StreamReader(file, System.Text.Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Tells a refused line.</summary>
    public static void Refuse(CliTerminal terminal, string? file, int line, string code, LocalizedText message, int? column = null)
    {
        terminal.Out.WriteLine();
        terminal.Fault(new Issue(code, new SourcePlace(SourceOf(file), line, column), message));
    }
}
