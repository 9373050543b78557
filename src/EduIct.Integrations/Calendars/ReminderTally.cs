using System.Collections.Immutable;
using EduIct.Units;

namespace EduIct.Calendars;

/// <summary>What became of reminders.</summary>
/// <param name="Queued">How many were put into the outbox now.</param>
/// <param name="Before">How many had been put in before.</param>
/// <param name="Unreachable">The units of which no address is known.</param>
public sealed record ReminderTally(int Queued, int Before, ImmutableArray<Unit> Unreachable);
