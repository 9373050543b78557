using System.ComponentModel;
using System.Diagnostics;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary>A program of another language, which may not be there.</summary>
internal static class OutsideProgram
{
    /// <summary>Runs it to its end; exit code -1 where there is none of that name.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> text = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await text, await error);
        }
        catch (Win32Exception missing)
        {
            return (-1, "", missing.Message);
        }
    }
}
