using System.Runtime.InteropServices;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Provisioning;

namespace EduIct.Cli.Terminal;

/// <summary>Runs a command so that every way of ending has its words and its exit code.</summary>
internal static class Guarded
{
    public static async Task<int> RunAsync(CliTerminal terminal, Func<CancellationToken, Task<int>> command)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return await command(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Fault("Đã dừng theo yêu cầu; sổ cái vẫn đúng, chạy lại sẽ làm tiếp.", "Cancelled; the ledger is true, and running again goes on from here.");
            return ExitCode.Cancelled;
        }
        catch (ProvisioningException exception)
        {
            foreach (Issue issue in exception.Issues)
            {
                terminal.Fault(issue);
            }

            return exception.IsRefusal ? ExitCode.Refused : ExitCode.BadInput;
        }
        catch (DirectoryException exception)
        {
            terminal.Fault($"Nhà cung cấp lỗi ({exception.Kind}, {exception.Reason}): {exception.Message}", $"The provider failed ({exception.Kind}, {exception.Reason}): {exception.Message}");
            return ExitCode.ProviderFailed;
        }
        catch (LedgerException exception)
        {
            terminal.Fault(exception.Text.Vi, exception.Text.En);
            return ExitCode.Refused;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Fault($"Không đọc hoặc ghi được: {exception.Message}", $"Cannot read or write: {exception.Message}");
            return ExitCode.BadInput;
        }
        catch (Exception exception)
        {
            terminal.Fault($"Lỗi của chương trình, xin báo lại: {exception}", $"A bug of ours, please report: {exception.GetType().Name}");
            return ExitCode.Bug;
        }

        void Cancel(PosixSignalContext signal)
        {
            // A second signal ends the process at once, as people expect.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
