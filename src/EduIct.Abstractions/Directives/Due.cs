using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Directives;

/// <summary>When something is due, as exactly as the text says and no more: a day, months, years, a season, a recurrence, or no time at all.</summary>
public sealed record Due
{
    /// <summary>The day; null where the text names none.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>Whether the day itself is still in time: <c>chậm nhất ngày</c> includes it, <c>trước ngày</c> does not.</summary>
    public bool IncludesDay { get; init; }

    /// <summary>The months, each by itself: two months are not a range.</summary>
    public ImmutableArray<YearMonth> Months { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>First and last month of a range that the text writes as one; null for none.</summary>
    public (YearMonth From, YearMonth Until)? MonthRange { get; init; }

    /// <summary>The calendar years, each by itself.</summary>
    public ImmutableArray<int> Years { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A time named without a day; null for none.</summary>
    public Season? Season { get; init; }

    /// <summary>The year (<c>2009</c>) or school year (<c>2009-2010</c>) of the season; null where the text names none.</summary>
    public string? SeasonOf { get; init; }

    /// <summary>How often; null for once.</summary>
    public Recurrence? Every { get; init; }

    /// <summary>The times of a day; empty for none.</summary>
    public ImmutableArray<LocalTime> Times { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether something is due for which the text gives no time.</summary>
    public bool IsOpen => Day is null && Months.IsEmpty && MonthRange is null && Years.IsEmpty && Season is null && Every is null;
}
