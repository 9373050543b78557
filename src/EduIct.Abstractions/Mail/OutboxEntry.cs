using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Mail;

/// <summary>A message of an outbox without what it says, which is dropped once it is closed.</summary>
public sealed record OutboxEntry
{
    /// <summary>Its number in the outbox; later ones are larger.</summary>
    public required long Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Key { get; init; }

    /// <summary>Its identifier at every attempt, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>How far it is.</summary>
    public required OutboxState State { get; init; }

    /// <summary>Intents that count: those after which the transport could be reached, or of which nothing is known.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was put in.</summary>
    public required Instant QueuedAt { get; init; }

    /// <summary>From when on it may be sent; its age counts from here.</summary>
    public required Instant ReadyAt { get; init; }

    /// <summary>When it is to be tried next, or was last due.</summary>
    public required Instant DueAt { get; init; }

    /// <summary>From when on it is overdue while it is open.</summary>
    public required Instant OverdueAt { get; init; }

    /// <summary>When it was sent or given up; null: it is open.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Short reason of the last fault without personal data; null: none.</summary>
    public string? Reason { get; init; }

    /// <summary>When the intent was written of the last attempt, while it is open and not known whether the message was taken then; null: nothing is unclear.</summary>
    public Instant? UnclearSince { get; init; }

    /// <summary>Its recipients.</summary>
    public ImmutableArray<OutboxRecipient> Recipients { get; init; } = [];

    /// <summary>Whether it is still to be sent.</summary>
    public bool IsOpen => State is OutboxState.Waiting or OutboxState.Intended;
}
