using System.Text;
using EduIct.Issues;
using Spectre.Console;

namespace EduIct.Cli.Terminal;

/// <summary>The process's streams, in UTF-8 on every system, and the language of what is said on them.</summary>
internal sealed class CliTerminal : IDisposable
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter _out = new(Console.OpenStandardOutput(), s_utf8) { AutoFlush = false, NewLine = "\n" };
    private readonly StreamWriter _error = new(Console.OpenStandardError(), s_utf8) { AutoFlush = true, NewLine = "\n" };

    public CliTerminal()
    {
        // Spectre writes through the console; redirected streams may not let their encoding be set, and need not.
        try
        {
            Console.OutputEncoding = s_utf8;
        }
        catch (IOException)
        {
        }
    }

    /// <summary><c>vi</c>, <c>en</c>, or null where nobody chose: then faults are told in both, and everything else in Vietnamese.</summary>
    public string? Language { get; set; }

    /// <summary>What a program reads. Nothing else is on standard output with <c>--json</c>.</summary>
    public TextWriter Out => _out;

    /// <summary>Faults, progress and questions.</summary>
    public TextWriter Error => _error;

    /// <summary>Standard input as UTF-8; a byte-order mark is passed over.</summary>
    public static TextReader OpenInput() => new StreamReader(Console.OpenStandardInput(), s_utf8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Whether progress may be drawn over itself.</summary>
    public static bool IsInteractive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>Whether somebody can answer a question.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>A console of Spectre on standard error, where progress belongs.</summary>
    public IAnsiConsole ErrorConsole { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>The text in the chosen language.</summary>
    public string Text(LocalizedText text) => text.In(Language ?? "vi");

    /// <summary>A line for people on standard output.</summary>
    public void Say(string vi, string en) => _out.WriteLine(Text(new LocalizedText(vi, en)));

    /// <summary>A line for people on standard error.</summary>
    public void Note(string vi, string en) => _error.WriteLine(Text(new LocalizedText(vi, en)));

    /// <summary>A fault on standard error.</summary>
    public void Fault(Issue issue) =>
        _error.WriteLine(Clean(Language is null ? issue.ToString() : $"{issue.Place}: {issue.Code}: {issue.Message.In(Language)}"));

    /// <summary>A fault without a place on standard error.</summary>
    public void Fault(string vi, string en) => _error.WriteLine(Clean(Language is null ? $"{vi} / {en}" : Text(new LocalizedText(vi, en))));

    /// <summary>Asks on standard error whether to go on, and reads the answer; anything but yes is no.</summary>
    public bool Agrees(LocalizedText question)
    {
        _out.Flush();
        _error.Write(Text(question));
        string answer = OpenInput().ReadLine()?.Trim() ?? "";
        return answer.ToLowerInvariant() is "y" or "yes" or "c" or "có" or "co";
    }

    public void Dispose()
    {
        // Whoever reads us may have gone; that is no fault of ours to tell.
        try
        {
            _out.Dispose();
            _error.Dispose();
        }
        catch (IOException)
        {
        }
    }

    // What a hostile file holds must not steer the terminal.
    private static string Clean(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = source[i];
                span[i] = (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : c;
            }
        });
}
