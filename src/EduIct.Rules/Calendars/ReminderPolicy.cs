using System.Collections.Immutable;

namespace EduIct.Calendars;

/// <summary>When a unit is reminded of a duty, and when the unit above it is told.</summary>
public sealed record ReminderPolicy
{
    /// <summary>So many days before the last one, each 0 to 365. Default 30, 7 and 1.</summary>
    public ImmutableArray<int> DaysBefore { get; init => field = Checked(value, 0); } = [30, 7, 1];

    /// <summary>So many days after the last one the unit above is told, each 1 to 365. Default 1 and 7.</summary>
    public ImmutableArray<int> EscalateAfter { get; init => field = Checked(value, 1); } = [1, 7];

    /// <summary>What is later than this is left alone, so that a first run does not write about years long past: days. Default 60.</summary>
    public int ForgetAfter { get; init; } = 60;

    private static ImmutableArray<int> Checked(ImmutableArray<int> value, int least)
    {
        foreach (int day in value.IsDefault ? [] : value)
        {
            if (day < least || day > 365)
            {
                throw new ArgumentOutOfRangeException(nameof(value), day, $"A policy's days are {least} to 365.");
            }
        }

        return value.IsDefault ? [] : value;
    }
}
