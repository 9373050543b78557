using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary>The real command line in a process of its own.</summary>
internal sealed class EduictProcess : IDisposable
{
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _said = new(0);
    private volatile bool _saysNoMore;

    private EduictProcess(Process process)
    {
        Process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }

            _saysNoMore |= line.Data is null;
            _said.Release();
        };
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public static EduictProcess Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Repository.OutputOf("samples/EduIct.Cli", "eduict.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new EduictProcess(Process.Start(start)!);
    }

    /// <summary>Waits until something stands on standard error; false where the process ends before.</summary>
    public async Task<bool> SaysAsync(Regex pattern)
    {
        while (!pattern.IsMatch(Error))
        {
            if (_saysNoMore)
            {
                return false;
            }

            await _said.WaitAsync();
        }

        return true;
    }

    /// <summary>Runs to the end.</summary>
    public static Task<(int Exit, string Out, string Error)> RunAsync(params IEnumerable<string> arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs to the end with this on standard input.</summary>
    public static async Task<(int Exit, string Out, string Error)> RunWithInputAsync(string input, params IEnumerable<string> arguments)
    {
        using EduictProcess eduict = Start(arguments);
        Task<string> output = eduict.Process.StandardOutput.ReadToEndAsync();
        await eduict.Process.StandardInput.WriteAsync(input);
        eduict.Process.StandardInput.Close();
        await eduict.Process.WaitForExitAsync();
        return (eduict.Process.ExitCode, await output, eduict.Error);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit();
        }

        Process.Dispose();
    }
}
