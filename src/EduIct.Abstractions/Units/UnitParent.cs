namespace EduIct.Units;

/// <summary>Under which unit a unit stands, and when: a parent is a matter of date.</summary>
/// <param name="Parent">Code of the parent.</param>
/// <param name="During">The days on which it was so.</param>
public sealed record UnitParent(UnitCode Parent, DateSpan During);
