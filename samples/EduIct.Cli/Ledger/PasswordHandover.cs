using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Running;

namespace EduIct.Cli.Ledger;

/// <summary>Opens sealed first passwords for the person who hands them over.</summary>
internal static class PasswordHandover
{
    public static async Task<int> WriteAsync(CliTerminal terminal, SqliteLedger ledger, string keyPath, string output, CancellationToken cancellationToken)
    {
        string pem = await File.ReadAllTextAsync(keyPath, cancellationToken);
        if (!PasswordOpener.TryCreate(pem, Environment.GetEnvironmentVariable("EDUICT_KEY_PASSPHRASE"), keyPath, out PasswordOpener? opener, out Issue? issue))
        {
            terminal.Fault(issue);
            return ExitCode.BadInput;
        }

        using PasswordOpener opening = opener;
        int written = 0;
        int sealedForOthers = 0;

        // Excel takes UTF-8 for what it is only with a byte-order mark.
        await using (var csv = new CsvWriter(
            new StreamWriter(OwnerOnlyOutput.Create(output), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)),
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            foreach (string header in (string[])["personKey", "address", "password"])
            {
                csv.WriteField(header);
            }

            await csv.NextRecordAsync();
            await foreach (SealedPassword password in ledger.ReadSealedPasswordsAsync(cancellationToken))
            {
                if (opener.TryOpen(password) is not { } opened)
                {
                    sealedForOthers++;
                    continue;
                }

                csv.WriteField(password.Person.ToString());
                csv.WriteField(opened.Address.ToString());
                csv.WriteField(opened.Password.Reveal());
                await csv.NextRecordAsync();
                written++;
            }
        }

        terminal.Say($"{written} mật khẩu, trong {output}. Hãy xóa tệp sau khi trao.", $"{written} passwords, in {output}. Delete the file once they are handed over.");
        if (sealedForOthers > 0)
        {
            terminal.Fault($"{sealedForOthers} mật khẩu được niêm phong cho khóa khác.", $"{sealedForOthers} passwords are sealed to another key.");
            return ExitCode.Differences;
        }

        return ExitCode.Done;
    }
}
