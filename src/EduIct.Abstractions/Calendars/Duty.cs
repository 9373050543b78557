using EduIct.Directives;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>One thing to be done by one time, on the authority of one clause: an occurrence of a <see cref="Deadline"/>, or of the day of a <see cref="PopulationTarget"/>.</summary>
/// <param name="Id">
/// Stable id: that of the entry; where it has several occurrences with <c>@</c> and which one (<c>…@2009-04</c>, <c>…@09:00</c>); where it is projected
/// with <c>~</c> and the school year onto which.
/// </param>
/// <param name="Directive">The directive.</param>
/// <param name="Entry">The deadline or the target: clause, words, strength.</param>
/// <param name="Precision">How exactly the text gives the time.</param>
/// <param name="Days">The days between which it falls: of a month all, of a day itself, of a recurrence the first and the last; of a duty without a time those
/// on which its directive is in force.</param>
/// <param name="When">The time in words: <c>trước ngày 30/9/2007 (hết ngày 29/9/2007)</c>.</param>
public sealed record Duty(string Id, Directive Directive, DirectiveEntry Entry, DuePrecision Precision, Units.DateSpan Days, LocalizedText When)
{
    /// <summary>
    /// The last moment that is in time, in Việt Nam's time; null where the text gives none. A whole day ends at 23:59:59; of a recurrence it is that of the
    /// last occurrence.
    /// </summary>
    public OffsetDateTime? LastMoment { get; init; }

    /// <summary>Whom it binds; of a projected duty without the kinds of unit that have ended.</summary>
    public Binding Binds { get; init; } = Entry.Provision.Binds;

    /// <summary>Who receives what is handed in; null where the text does not say or nothing is.</summary>
    public LocalizedText? To => (Entry as Deadline)?.To;

    /// <summary>Whether a report or document is handed in.</summary>
    public bool IsReport => Entry is Deadline { IsReport: true };

    /// <summary>What the text says of the time.</summary>
    public Due Due => Entry switch
    {
        Deadline deadline => deadline.Due,
        PopulationTarget { By: { } by } => by,
        _ => new Due(),
    };

    /// <summary>Whether it comes back every day between <see cref="Days"/>.</summary>
    public bool IsDaily { get; init; }

    /// <summary>Whether no directive of that school year asks for it: an earlier one's duty moved onto it.</summary>
    public bool IsProjected { get; init; }

    /// <summary>Whether the day follows from <see cref="SchoolYearPlan.Usual"/>, since nobody gave the plan of the year.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>The school year in which its last moment falls; null where it has none.</summary>
    public SchoolYear? SchoolYear => LastMoment is { } moment ? Calendars.SchoolYear.Of(moment.Date) : null;

    /// <summary>Whether it belongs to a school year: its last moment falls in it, or, for what comes back and what has no time, some of its days do.</summary>
    public bool IsIn(SchoolYear year) => LastMoment is null || IsDaily ? Days.Overlaps(year.Days) : SchoolYear == year;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
