using NodaTime;

namespace EduIct.Dispatches;

/// <summary>How a letter stands at one addressee, and since when.</summary>
public sealed record DispatchStatus
{
    /// <summary>The addressee.</summary>
    public required DispatchRecipient Recipient { get; init; }

    /// <summary>How it stands.</summary>
    public required DispatchState State { get; init; }

    /// <summary>When the transport took it over; null: it did not.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When the unit confirmed; null: it did not.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>How the confirmation is known, or why it was not delivered; null for nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>How often the unit was asked again for its confirmation.</summary>
    public int Reminders { get; init; }

    /// <summary>When it was last asked again; null: never.</summary>
    public Instant? RemindedAt { get; init; }

    /// <summary>Whether the day for the confirmation has passed without one.</summary>
    public bool IsOverdue { get; init; }
}
