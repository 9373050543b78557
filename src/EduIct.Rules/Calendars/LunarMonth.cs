using NodaTime;

namespace EduIct.Calendars;

/// <summary>A lunar month.</summary>
internal readonly record struct LunarMonth(LocalDate Start, int Number, bool IsLeap);
