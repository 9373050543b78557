using System.CommandLine;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Ledger;
using EduIct.Provisioning;

namespace EduIct.Cli.Ledger;

/// <summary><c>eduict ledger</c>: keeping the ledger safe, making it again, and handing over first passwords.</summary>
internal static class LedgerCommand
{
    public static Command Create(CliTerminal terminal) => new("ledger", "Sổ cái: dựng lại, sao lưu, xuất, trao mật khẩu. / The ledger: rebuild, back up, export, hand over passwords.")
    {
        Rebuild(terminal), Backup(terminal), Export(terminal), Passwords(terminal),
    };

    private static Command Rebuild(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string> ledger = TenantWork.LedgerOption();
        var command = new Command("rebuild", "Dựng lại các địa chỉ đã cấp từ nhà cung cấp. / Makes the claims again from what the provider holds.") { tenant, ledger };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using TenantWork work = await TenantWork.OpenAsync(result.GetRequiredValue(tenant), cancellationToken);
            using Provisioner provisioner = work.Provision(result.GetRequiredValue(ledger));
            int claims = await provisioner.RebuildLedgerAsync(cancellationToken);
            terminal.Say($"{claims} địa chỉ đã ghi vào sổ cái.", $"{claims} claims are in the ledger.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Backup(CliTerminal terminal) => WithLedger(
        terminal, "backup", "Sao lưu sổ cái đang dùng. / Backs up the ledger, in use or not.", (ledger, path, cancellationToken) => ledger.BackupAsync(path, cancellationToken));

    private static Command Export(CliTerminal terminal) => WithLedger(
        terminal, "export", "Xuất sổ cái ra JSON Lines. / Writes the ledger as JSON Lines.", async (ledger, path, cancellationToken) =>
        {
            await using FileStream stream = OwnerOnlyOutput.Create(path);
            await ledger.ExportAsync(stream, cancellationToken);
        });

    private static Command WithLedger(CliTerminal terminal, string name, string description, Func<SqliteLedger, string, CancellationToken, Task> work)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string> ledger = TenantWork.LedgerOption();
        Option<string> output = OutOption();
        var command = new Command(name, description) { tenant, ledger, output };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using SqliteLedger opened = await OpenAsync(result.GetRequiredValue(tenant), result.GetRequiredValue(ledger), cancellationToken);
            await work(opened, result.GetRequiredValue(output), cancellationToken);
            terminal.Say($"Đã ghi: {result.GetRequiredValue(output)}", $"Written: {result.GetRequiredValue(output)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Passwords(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption();
        Option<string> ledger = TenantWork.LedgerOption();
        var key = new Option<string>("--key") { Description = "khóa riêng của người nhận (PEM) / the reader's private key (PEM)", Required = true, HelpName = "FILE" };
        Option<string> output = OutOption();
        var command = new Command("passwords", "Mở mật khẩu đầu tiên đã niêm phong, ra CSV. / Opens the sealed first passwords into a CSV.") { tenant, ledger, key, output };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using SqliteLedger opened = await OpenAsync(result.GetRequiredValue(tenant), result.GetRequiredValue(ledger), cancellationToken);
            return await PasswordHandover.WriteAsync(terminal, opened, result.GetRequiredValue(key), result.GetRequiredValue(output), cancellationToken);
        });
        return command;
    }

    private static async Task<SqliteLedger> OpenAsync(string tenantPath, string ledgerPath, CancellationToken cancellationToken)
    {
        await using TenantWork work = await TenantWork.OpenAsync(tenantPath, cancellationToken);
        return await SqliteLedger.OpenAsync(ledgerPath, work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Read, cancellationToken);
    }

    private static Option<string> OutOption() => new("--out") { Description = "tệp ghi ra / the file to write", Required = true, HelpName = "FILE" };
}
