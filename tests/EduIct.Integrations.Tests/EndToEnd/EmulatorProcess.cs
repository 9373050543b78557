using System.Text.RegularExpressions;

namespace EduIct.Integrations.Tests.EndToEnd;

/// <summary><c>eduict emulator</c> in a process of its own, with a tenant written for it.</summary>
internal sealed partial class EmulatorProcess : IDisposable
{
    private readonly EduictProcess _process;

    private EmulatorProcess(EduictProcess process, string tenant) => (_process, Tenant) = (process, tenant);

    /// <summary>Path of the <c>tenant.json</c>.</summary>
    public string Tenant { get; }

    public static async Task<EmulatorProcess> StartAsync(TemporaryFolder folder, params IEnumerable<string> more)
    {
        EduictProcess process = EduictProcess.Start(["emulator", "--port", "0", "--state", folder["state.json"], "--write-tenant", folder["tenant"], .. more]);
        while (await process.Process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().IsMatch(line))
            {
                // What it says later must not fill the pipe.
                _ = process.Process.StandardOutput.ReadToEndAsync();
                return new EmulatorProcess(process, Path.Combine(folder["tenant"], "tenant.json"));
            }
        }

        string error = process.Error;
        process.Dispose();
        throw new InvalidOperationException($"The emulator did not start: {error}");
    }

    public void Dispose() => _process.Dispose();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
