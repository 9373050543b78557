using System.Collections.Immutable;
using System.Globalization;
using EduIct.Directives;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Moves the duties of one school year onto a later one.</summary>
internal sealed class DutyProjection(DueReader reader, SchoolYear from, SchoolYear onto)
{
    private readonly int _years = onto.StartYear - from.StartYear;

    /// <summary>The duty on the later year; nothing where whom it binds, or the Sở that decreed it, has ended by then.</summary>
    public IEnumerable<Duty> Move(Duty duty)
    {
        LocalDate first = onto.Days.From!.Value, last = onto.Days.Until!.Value;
        if (duty.Directive.Jurisdiction is { } place && VietnamUnits.FindBySlug(place, first) is null)
        {
            yield break;
        }

        Binding binds = duty.Binds;
        ImmutableArray<UnitKind> kinds = first > UnitTree.LastDayOfDivisions ? binds.Kinds.Remove(UnitKind.Division) : binds.Kinds;
        if (kinds.IsEmpty && !binds.Kinds.IsEmpty)
        {
            yield break;
        }

        DutySpan[] spans = [.. reader.Read(DueOf(duty), new DateInterval(first, last), onto)];
        DutySpan span = spans.Length == 1 || duty.Days.From < SchoolYearMiddle(duty) ? spans[0] : spans[1];
        yield return span.ToDuty(duty.Directive, duty.Entry) with { Id = $"{duty.Id}~{onto}", Binds = binds with { Kinds = kinds }, IsProjected = true };
    }

    // A semester is the only time of which one duty's text names two in a school year: the first begins before the new year.
    private static LocalDate SchoolYearMiddle(Duty duty) => new(SchoolYear.Of(duty.Days.From!.Value).StartYear + 1, 1, 1);

    // What this one occurrence says, years later.
    private Due DueOf(Duty duty)
    {
        Due due = duty.Due;
        DateSpan days = duty.Days;
        return due switch
        {
            { Day: { } day } => due with { Day = day.PlusYears(_years) },
            { Every: Recurrence.Day } => due with { Times = duty.Precision == DuePrecision.Minute ? [duty.LastMoment!.Value.TimeOfDay] : [] },
            { MonthRange: { } range } => due with { MonthRange = (range.From.PlusMonths(12 * _years), range.Until.PlusMonths(12 * _years)) },
            { Years.IsEmpty: false } => due with { Years = [days.Until!.Value.Year + _years] },
            { Season: Season.YearStart or Season.YearEnd } => due with { SeasonOf = (days.From!.Value.Year + _years).ToString(CultureInfo.InvariantCulture) },
            { Season: not null } => due with { SeasonOf = onto.ToString() },
            _ when duty.Precision == DuePrecision.Month => new Due { Months = [days.From!.Value.PlusYears(_years).ToYearMonth()] },
            _ => due,
        };
    }
}
