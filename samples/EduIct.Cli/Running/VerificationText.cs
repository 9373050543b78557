using System.Globalization;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Planning;
using EduIct.Provisioning;

namespace EduIct.Cli.Running;

/// <summary>What reading the providers back has found, for eyes and for programs: the same for people and for posts.</summary>
internal static class VerificationText
{
    /// <summary>Writes it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="verification">What was found.</param>
    /// <param name="json">Whether as JSON.</param>
    /// <param name="read">What was read back, in the plural.</param>
    public static void Write(CliTerminal terminal, Verification verification, bool json, LocalizedText read)
    {
        if (json)
        {
            WriteJson(terminal, verification);
        }
        else
        {
            WriteText(terminal, verification, read);
        }
    }

    private static void WriteText(CliTerminal terminal, Verification verification, LocalizedText read)
    {
        foreach (PlanOperation difference in verification.Differences)
        {
            terminal.Out.WriteLine(terminal.Text(OperationText.Describe(difference)));
        }

        foreach (LeftAlone item in verification.LeftAlone.Where(item => item.Reason == LeftAloneReason.NoAddress))
        {
            terminal.Say($"? {item.What}: chưa được cấp địa chỉ", $"? {item.What}: was never given an address");
        }

        MailboxText.Write(terminal, verification.Mailboxes);
        int count = Count(verification);
        terminal.Say(
            string.Create(CultureInfo.InvariantCulture, $"{verification.Accounts:N0} {read.Vi} đã đọc lại, {count:N0} khác biệt."),
            string.Create(CultureInfo.InvariantCulture, $"{verification.Accounts:N0} {read.En} read back, {count:N0} differences."));
    }

    private static void WriteJson(CliTerminal terminal, Verification verification) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("accounts", verification.Accounts);
        json.WriteNumber("differences", Count(verification));
        PlanFile.WriteOperations(verification.Differences, json);
        json.WriteStartArray("leftAlone");
        foreach (LeftAlone item in verification.LeftAlone)
        {
            json.WriteStartObject();
            json.WriteString("leftAlone", item.What);
            json.WriteString("reason", JsonOutput.Camel(item.Reason));
            if (item.Group is { } group)
            {
                json.WriteString("group", group.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        MailboxText.Write(json, verification.Mailboxes);
        json.WriteEndObject();
    });

    private static int Count(Verification verification) =>
        verification.Differences.Length + verification.LeftAlone.Count(item => item.Reason == LeftAloneReason.NoAddress);
}
