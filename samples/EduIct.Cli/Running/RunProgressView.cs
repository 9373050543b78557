using System.Globalization;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Running;
using Spectre.Console;

namespace EduIct.Cli.Running;

/// <summary>Progress of a run: a bar on a terminal, a plain line each tenth elsewhere.</summary>
internal sealed class RunProgressView : IProgress<RunProgress>, IDisposable
{
    private const int BarWidth = 40;

    private readonly CliTerminal _terminal;
    private readonly Lock _lock = new();
    private readonly bool _draws = CliTerminal.IsInteractive;
    private int _lastTenth = -1;
    private int _lastPercent = -1;

    public RunProgressView(CliTerminal terminal) => _terminal = terminal;

    public void Report(RunProgress value)
    {
        lock (_lock)
        {
            int percent = value.Total == 0 ? 100 : (int)(100L * value.Done / value.Total);
            if (_draws)
            {
                if (percent != _lastPercent)
                {
                    _lastPercent = percent;
                    int full = percent * BarWidth / 100;
                    _terminal.ErrorConsole.Markup(
                        $"\r[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {Line(value, percent, _terminal.Text(new LocalizedText("thao tác", "operations")))}");
                }
            }
            else if (percent / 10 != _lastTenth)
            {
                _lastTenth = percent / 10;
                _terminal.Note(Line(value, percent, "thao tác"), Line(value, percent, "operations"));
            }
        }
    }

    public void Dispose()
    {
        if (_draws && _lastPercent >= 0)
        {
            _terminal.ErrorConsole.WriteLine();
        }
    }

    private static string Line(RunProgress value, int percent, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{percent,3} %  {value.Done:N0}/{value.Total:N0} {noun}, {value.PerSecond:N0}/s");
}
