using System.Collections.Immutable;

namespace EduIct.Mail;

/// <summary>An occasion to write, and the fields that its template may name.</summary>
public sealed class MailTemplateKind
{
    private MailTemplateKind(string name, ImmutableArray<string> subjectFields, ImmutableArray<string> bodyFields, string? section = null, ImmutableArray<string> sectionFields = default)
    {
        Name = name;
        SubjectFields = subjectFields;
        Fields = [.. subjectFields, .. bodyFields];
        Section = section;
        SectionFields = sectionFields.IsDefault ? [] : sectionFields;
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
    /// A term's results to a guardian: <c>schoolName</c>, <c>term</c>, <c>schoolYear</c>; in the bodies alone <c>guardianName</c>, <c>howToStop</c>, and for each of the
    /// <c>students</c>, of whom there may be several, <c>studentName</c>, <c>className</c>, <c>results</c>, <c>conduct</c>. Nothing of a child stands in the subject, which anybody
    /// who sees the screen reads.
    /// </summary>
    public static MailTemplateKind TermResults { get; } = OfResults("term-results");

    /// <summary>A correction of a term's results that were sent before: the fields of <see cref="TermResults"/>.</summary>
    public static MailTemplateKind TermResultsCorrection { get; } = OfResults("term-results-correction");

    /// <summary>All of them.</summary>
    public static ImmutableArray<MailTemplateKind> All { get; } = [DutyReminder, DutyEscalation, Dispatch, ConfirmationReminder, TermResults, TermResultsCorrection];

    /// <summary>Its name in names of files.</summary>
    public string Name { get; }

    /// <summary>Every field outside the part that is repeated; all of them are given when it is filled in.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Those that may stand in the subject.</summary>
    public ImmutableArray<string> SubjectFields { get; }

    /// <summary>Name of the part that is written once for each item; null: there is none.</summary>
    public string? Section { get; }

    /// <summary>The fields of that part, and the only ones that may stand in it.</summary>
    public ImmutableArray<string> SectionFields { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private static MailTemplateKind OfResults(string name) => new(
        name, ["schoolName", "term", "schoolYear"], ["guardianName", "howToStop"], "students", ["studentName", "className", "results", "conduct"]);
}
