using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Calendars;

/// <summary>What the feed of a unit shows.</summary>
/// <param name="Name">The unit's name for people.</param>
/// <param name="Duties">All that it owes, past duties too.</param>
public sealed record UnitCalendar(LocalizedText Name, ImmutableArray<Duty> Duties)
{
    /// <summary>What it is asked for by chains.</summary>
    public ImmutableArray<ChainStep> Steps { get; init => field = value.IsDefault ? [] : value; } = [];
}
