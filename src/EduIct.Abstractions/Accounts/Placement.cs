using EduIct.People;
using EduIct.Units;

namespace EduIct.Accounts;

/// <summary>
/// Where the holder of an account stands, as the account itself carries it at the provider. It is what tells a leaver: an account whose
/// unit and role a complete roster covers, without its person being in it.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="UnitName">The unit's name, for people who look at the account.</param>
/// <param name="Role">What the person is there.</param>
/// <param name="Class">A pupil's class; null for others.</param>
/// <param name="Grade">A pupil's grade; null for others and where none is known.</param>
public sealed record Placement(UnitCode Unit, string UnitName, Role Role, string? Class = null, string? Grade = null);
