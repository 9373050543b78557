using NodaTime;

namespace EduIct.Calendars;

/// <summary>A working day that is off, and the day of weekly rest that is worked in its place (hoán đổi ngày làm việc).</summary>
/// <param name="Off">The working day that is off.</param>
/// <param name="Worked">The day of rest that is worked; it may lie in another year.</param>
public readonly record struct DaySwap(LocalDate Off, LocalDate Worked);
