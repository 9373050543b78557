using System.Collections.Immutable;

namespace EduIct.Mail;

/// <summary>An occasion to write, and the fields that its template may name.</summary>
public sealed class MailTemplateKind
{
    private MailTemplateKind(string name, ImmutableArray<string> subjectFields, ImmutableArray<string> bodyFields)
    {
        Name = name;
        SubjectFields = subjectFields;
        Fields = [.. subjectFields, .. bodyFields];
    }

    /// <summary>A duty of a unit falls due: <c>unitName</c>, <c>duty</c>, <c>dueDate</c>, <c>daysLeft</c>, <c>clause</c>, <c>directive</c>.</summary>
    public static MailTemplateKind DutyReminder { get; } = new("duty-reminder", ["unitName", "duty", "dueDate", "daysLeft", "clause", "directive"], []);

    /// <summary>To the parent unit, that a unit is late: <c>parentName</c>, <c>unitName</c>, <c>duty</c>, <c>dueDate</c>, <c>daysLate</c>, <c>clause</c>, <c>directive</c>.</summary>
    public static MailTemplateKind DutyEscalation { get; } =
        new("duty-escalation", ["parentName", "unitName", "duty", "dueDate", "daysLate", "clause", "directive"], []);

    /// <summary>An official letter (công văn): <c>unitName</c>, <c>issuer</c>, <c>number</c>, <c>date</c>, <c>subject</c>, <c>confirmBy</c>, <c>confirmationCode</c>.</summary>
    public static MailTemplateKind Dispatch { get; } = new("dispatch", ["unitName", "issuer", "number", "date", "subject", "confirmBy", "confirmationCode"], []);

    /// <summary>Asking again for the confirmation of an official letter: those of <see cref="Dispatch"/> and <c>sentDate</c>.</summary>
    public static MailTemplateKind ConfirmationReminder { get; } =
        new("confirmation-reminder", ["unitName", "issuer", "number", "date", "subject", "confirmBy", "confirmationCode", "sentDate"], []);

    /// <summary>
    /// A term's results to a guardian: <c>schoolName</c>, <c>term</c>, <c>schoolYear</c>; in the bodies alone <c>guardianName</c>, <c>studentName</c>, <c>className</c>,
    /// <c>results</c>, <c>conduct</c>, <c>howToStop</c>. Nothing of a child stands in the subject, which anybody who sees the screen reads.
    /// </summary>
    public static MailTemplateKind TermResults { get; } = new(
        "term-results",
        ["schoolName", "term", "schoolYear"],
        ["guardianName", "studentName", "className", "results", "conduct", "howToStop"]);

    /// <summary>All of them.</summary>
    public static ImmutableArray<MailTemplateKind> All { get; } = [DutyReminder, DutyEscalation, Dispatch, ConfirmationReminder, TermResults];

    /// <summary>Its name in names of files.</summary>
    public string Name { get; }

    /// <summary>Every field; all of them are given when it is filled in.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Those that may stand in the subject.</summary>
    public ImmutableArray<string> SubjectFields { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
