namespace EduIct.Directives;

/// <summary>What an entry of a directive is.</summary>
public enum EntryKind
{
    /// <summary>Something that a unit meets or fails: <see cref="Directives.Requirement"/>.</summary>
    Requirement,

    /// <summary>A share of a population: <see cref="PopulationTarget"/>.</summary>
    Target,

    /// <summary>A time by or at which something is due: <see cref="Directives.Deadline"/>.</summary>
    Deadline,

    /// <summary>A mailbox or a pattern of mailboxes: <see cref="Directives.Mailbox"/>.</summary>
    Mailbox,

    /// <summary>A mail or web domain: <see cref="MailDomain"/>.</summary>
    Domain,

    /// <summary>A service and its addresses: <see cref="OnlineService"/>.</summary>
    Service,

    /// <summary>A report form: <see cref="ReportForm"/>.</summary>
    Form,

    /// <summary>What awards are judged by: <see cref="AwardCriterion"/>.</summary>
    Criterion,

    /// <summary>A document that is cited: <see cref="CitedDocument"/>.</summary>
    Document,

    /// <summary>A post of a person: <see cref="ResponsiblePost"/>.</summary>
    Post,

    /// <summary>A unit to be founded, named or reached: <see cref="ResponsibleUnit"/>.</summary>
    Unit,

    /// <summary>What directs or tells something that nobody can answer by yes, no or a number: <see cref="Directives.Statement"/>.</summary>
    Statement,
}
