using EduIct.Calendars;
using EduIct.Units;

namespace EduIct.Guardians;

/// <summary>That a guardian was told of a term's results, by digests alone.</summary>
/// <param name="School">The school.</param>
/// <param name="Year">The school year.</param>
/// <param name="Term">The term as it was called.</param>
/// <param name="Contact">Digest of the contact.</param>
/// <param name="Number">The first is 1; a correction is the next.</param>
/// <param name="Content">Digest of what was told.</param>
/// <param name="Key">Its key in the outbox, or for the channel.</param>
public sealed record ResultNotice(UnitCode School, SchoolYear Year, string Term, string Contact, int Number, string Content, string Key);
