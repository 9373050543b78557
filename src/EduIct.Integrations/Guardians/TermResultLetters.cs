using System.Collections.Immutable;
using System.Text;
using EduIct.Calendars;
using EduIct.Issues;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Guardians;

/// <summary>Writes the messages to guardians, in the words of the templates.</summary>
internal sealed class TermResultLetters(MailTemplates templates, MailParty from, string language)
{
    /// <summary>What a message says, with all of a guardian's children in it.</summary>
    public MailContent Content(TermOccasion occasion, ImmutableArray<TermResult> results, StopCode code, bool isCorrection)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["schoolName"] = MailParty.ToDisplayName(occasion.School.Name),
            ["term"] = occasion.Term,
            ["schoolYear"] = occasion.Year.ToString(),
            ["guardianName"] = results.Select(result => result.GuardianName.Trim()).FirstOrDefault(name => name.Length > 0) ?? "",
            ["howToStop"] = new LocalizedText(
                $"Nếu không muốn nhận nữa, xin trả lời thư này và giữ nguyên mã {code}.",
                $"If you want no more of these, please answer this message and keep the code {code} in it.").In(language),
        };
        return templates.Render(
            isCorrection ? MailTemplateKind.TermResultsCorrection : MailTemplateKind.TermResults,
            language,
            values,
            [.. results.Select(result => new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["studentName"] = result.StudentName,
                ["className"] = result.ClassName,
                ["results"] = string.Join('\n', result.Results.Select(subject => $"{subject.Subject}: {subject.Result}")),
                ["conduct"] = result.Conduct,
            })]);
    }

    /// <summary>The message by e-mail.</summary>
    public MailDraft Draft(MailContent content, GuardianContact contact, StopCode code, string key, Instant now) => content.ApplyTo(new MailDraft
    {
        From = from,
        To = [new MailParty(contact.Address!.Value)],
        MessageId = MailMessage.IdFor(key, from.Address.Domain),
        Date = now.InZone(VietnamTime.Zone).ToOffsetDateTime(),
        Unsubscribe = new Uri($"mailto:{from.Address}?subject={code}"),
    });

    /// <summary>What is told, as a text whose digest tells a correction from the same again: in the order of the students' keys, whatever the order of the input.</summary>
    public static string Canonical(ImmutableArray<TermResult> results)
    {
        var text = new StringBuilder();
        foreach (TermResult result in results)
        {
            text.AppendJoin('\u001F', [result.StudentKey, result.StudentName, result.ClassName, result.Conduct, .. result.Results.SelectMany(subject => new[] { subject.Subject, subject.Result })]).Append('\u001E');
        }

        return text.ToString();
    }
}
