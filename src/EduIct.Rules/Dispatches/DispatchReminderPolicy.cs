using System.Collections.Immutable;
using System.Globalization;
using EduIct.Calendars;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>When units that did not confirm a letter are asked again.</summary>
public sealed record DispatchReminderPolicy
{
    /// <summary>Where a day is set for the confirmation: so many days after it, each 1 to 365. Default 1, 3 and 7.</summary>
    public ImmutableArray<int> AfterConfirmBy { get; init => field = Checked(value); } = [1, 3, 7];

    /// <summary>Where none is set: so many days after the letter was sent, each 1 to 365. Default 3, 7 and 14.</summary>
    public ImmutableArray<int> AfterSending { get; init => field = Checked(value); } = [3, 7, 14];

    /// <summary>What is later than this is left alone, so that a first run does not write about letters long past: days. Default 60.</summary>
    public int ForgetAfter { get; init; } = 60;

    /// <summary>The step that is reached on a day, the latest only: whoever was not asked for a while is asked once. Null where none is.</summary>
    /// <param name="status">How the letter stands; only one that was sent and not confirmed is asked about.</param>
    /// <param name="today">The day.</param>
    /// <returns>A short mark that is the same for the same step for ever, such as <c>h3</c> (after the day that is set) or <c>g7</c> (after sending).</returns>
    public string? StepOn(DispatchStatus status, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status is not { State: DispatchState.Sent, SentAt: { } sentAt })
        {
            return null;
        }

        LocalDate? by = status.Recipient.ConfirmBy;
        int days = Period.DaysBetween(by ?? VietnamTime.DayOf(sentAt), today);
        int step = (by is null ? AfterSending : AfterConfirmBy).Where(day => day <= days).DefaultIfEmpty(0).Max();
        return step > 0 && days <= ForgetAfter ? string.Create(CultureInfo.InvariantCulture, $"{(by is null ? 'g' : 'h')}{step}") : null;
    }

    private static ImmutableArray<int> Checked(ImmutableArray<int> value)
    {
        foreach (int day in value.IsDefault ? [] : value)
        {
            if (day is < 1 or > 365)
            {
                throw new ArgumentOutOfRangeException(nameof(value), day, "A policy's days are 1 to 365.");
            }
        }

        return value.IsDefault ? [] : value;
    }
}
