using EduIct.Calendars;
using EduIct.Units;

namespace EduIct.Guardians;

/// <summary>Of which results guardians are told.</summary>
/// <param name="School">The school.</param>
/// <param name="Year">The school year.</param>
/// <param name="Term">The term as it is called, e.g. <c>học kỳ I</c>: 1 to 40 characters on one line. The same name is the same term.</param>
public sealed record TermOccasion(Unit School, SchoolYear Year, string Term);
