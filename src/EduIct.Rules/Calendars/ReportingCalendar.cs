using System.Collections.Concurrent;
using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// What is due when: the dated, recurring and undated duties of the directives, for each unit and school year. What was decreed and what is projected
/// come from different members and are never mixed. Safe to share between threads.
/// </summary>
public sealed class ReportingCalendar
{
    private readonly ReportingCalendarOptions _options;
    private readonly DueReader _due;
    private readonly ConcurrentDictionary<SchoolYear, ImmutableArray<Duty>> _years = new();

    /// <summary>A calendar of directives.</summary>
    /// <param name="library">The directives.</param>
    /// <param name="options">Units, plans of school years, working days; null: none beyond what the package knows.</param>
    public ReportingCalendar(DirectiveLibrary library, ReportingCalendarOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        Library = library;
        _options = options ?? new ReportingCalendarOptions();
        _due = new DueReader(_options.Plans);
    }

    /// <summary>The directives.</summary>
    public DirectiveLibrary Library { get; }

    /// <summary>Every duty of every directive, by last moment, those without one last. A recurrence without an end goes on to that of its first school year.</summary>
    public ImmutableArray<Duty> All() => Sorted(Library.Directives.SelectMany(directive => directive.Entries.SelectMany(entry => Duties(directive, entry, null))));

    /// <summary>The duties of a school year, of all kinds of unit, in the order of <see cref="All"/>.</summary>
    public ImmutableArray<Duty> In(SchoolYear year) => _years.GetOrAdd(year, static (year, calendar) => Sorted(
        from directive in calendar.Library.Directives
        from entry in directive.Entries
        from duty in calendar.Duties(directive, entry, year)
        where duty.IsIn(year)
        select duty), this);

    /// <summary>What one unit owes in a school year: by its kind, its Sở on the day, and its life. Conditions on facts (<see cref="Binding.When"/>) are left to the reader.</summary>
    public ImmutableArray<Duty> For(Unit unit, SchoolYear year)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return [.. In(year).Where(duty => Binds(duty, unit))];
    }

    /// <summary>What a kind of unit owes in a school year under a Sở.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="department">The Sở by the name in its addresses (<c>HaNoi</c>); null leaves out what only provinces ask.</param>
    /// <param name="year">The school year.</param>
    public ImmutableArray<Duty> For(UnitKind kind, string? department, SchoolYear year) =>
        [.. In(year).Where(duty => duty.Binds.Covers(kind) && IsUnder(duty.Directive, department))];

    /// <summary>
    /// The duties of one school year moved onto a later one, as a sketch of a year for which nothing is decreed: a day stays that day of the later year.
    /// Each names the clause from which it comes. A province's directive is projected while its Sở exists, and nothing onto a kind of unit that has ended.
    /// </summary>
    /// <param name="from">The school year whose duties are moved.</param>
    /// <param name="onto">A later school year.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="onto"/> is not later.</exception>
    public ImmutableArray<Duty> Project(SchoolYear from, SchoolYear onto)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(onto.StartYear, from.StartYear, nameof(onto));
        var projection = new DutyProjection(_due, from, onto);
        return Sorted(In(from).SelectMany(projection.Move).Select(Shifted));
    }

    /// <summary>The projection for one unit: <see cref="Project(SchoolYear, SchoolYear)"/>.</summary>
    public ImmutableArray<Duty> Project(Unit unit, SchoolYear from, SchoolYear onto)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return [.. Project(from, onto).Where(duty => Binds(duty, unit))];
    }

    /// <summary>The latest school year, not after another, in which something is decreed; null where nothing ever was.</summary>
    public SchoolYear? LatestDecreed(SchoolYear notAfter) =>
        All().Select(duty => duty.SchoolYear).Where(year => year is { } one && one.CompareTo(notAfter) <= 0).Max();

    /// <summary>
    /// What a unit must ask of those below so that it keeps its own day: back through the tree as it stands on that day, each level as many days earlier as
    /// the province gives it. Since <see cref="UnitTree.LastDayOfDivisions"/> schools answer to the Sở itself.
    /// </summary>
    /// <param name="duty">The duty of the unit.</param>
    /// <param name="unit">The unit that owes it.</param>
    /// <param name="lead">The lead times.</param>
    /// <returns>A step for each unit below, parents before children; none for a duty without a last moment, or one that comes back every day.</returns>
    public ImmutableArray<ChainStep> Chain(Duty duty, Unit unit, LeadTimes lead)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(lead);
        if (duty is not { LastMoment: { } own, IsDaily: false })
        {
            return [];
        }

        var steps = ImmutableArray.CreateBuilder<ChainStep>();
        var above = new Queue<(Unit Unit, LocalDate Day)>([(unit, own.Date)]);
        while (above.TryDequeue(out (Unit Unit, LocalDate Day) asking))
        {
            foreach (Unit child in _options.Units.ChildrenOf(asking.Unit.Code, own.Date))
            {
                // Lead times go backwards from the day of the level above, and a shift never brings the answer after it.
                LocalDate shifted = Shift(asking.Day.PlusDays(-lead.Of(child.Kind)));
                LocalDate day = LocalDate.Min(shifted, asking.Day);
                steps.Add(new ChainStep(duty, child, asking.Unit, VietnamTime.EndOf(day)));
                above.Enqueue((child, day));
            }
        }

        return steps.DrainToImmutable();
    }

    /// <summary>Whether a duty is one of a unit: its kind, its Sở, and whether it lived on the duty's last day.</summary>
    public bool Binds(Duty duty, Unit unit)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(unit);
        LocalDate day = duty.LastMoment?.Date ?? duty.Days.Until ?? duty.Directive.Header.Date;
        return duty.Binds.Covers(unit.Kind)
            && unit.Existed.Overlaps(duty.Days)
            && (duty.Directive.Jurisdiction is null || IsUnder(duty.Directive, DepartmentOf(unit, day)));
    }

    private string? DepartmentOf(Unit unit, LocalDate day) =>
        unit.Kind == UnitKind.Department ? unit.Slug : _options.Units.AncestorsOf(unit.Code, day).FirstOrDefault(above => above.Kind == UnitKind.Department)?.Slug;

    private static bool IsUnder(Directive directive, string? department) =>
        directive.Jurisdiction is null || directive.Jurisdiction.Equals(department, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<Duty> Duties(Directive directive, DirectiveEntry entry, SchoolYear? asked)
    {
        Due? due = entry switch { Deadline deadline => deadline.Due, PopulationTarget target => target.By, _ => null };
        if (due is null)
        {
            return [];
        }

        // What an entry says of its own days goes before what its directive says of all.
        DateSpan own = entry.Provision.During;
        LocalDate from = own.From ?? directive.During.From ?? directive.Header.Date;
        LocalDate until = own.Until ?? directive.During.Until ?? (asked ?? SchoolYear.Of(from)).Days.Until!.Value;
        var force = new DateInterval(from, until < from ? from : until);
        SchoolYear? school = SchoolYear.TryParse(directive.Header.SchoolYear, out SchoolYear named) ? named : null;
        return _due.Read(due, force, school).Select(span => Shifted(span.ToDuty(directive, entry)));
    }

    private Duty Shifted(Duty duty) => duty is { LastMoment: { } moment, IsDaily: false } && Shift(moment.Date) is var day && day != moment.Date
        ? duty with { LastMoment = VietnamTime.At(day, moment.TimeOfDay) }
        : duty;

    private LocalDate Shift(LocalDate day) => _options.WorkingDays.Apply(day, _options.Rule);

    private static ImmutableArray<Duty> Sorted(IEnumerable<Duty> duties) =>
    [
        .. duties.OrderBy(duty => duty.LastMoment is null)
            .ThenBy(duty => duty.LastMoment is { } moment ? moment.ToInstant() : Instant.MaxValue)
            .ThenBy(duty => duty.Id, StringComparer.Ordinal),
    ];
}
