using EduIct.Addresses;
using EduIct.Units;

namespace EduIct.Education;

/// <summary>A class as it shall be.</summary>
/// <param name="Address">Address of its group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">What it is for, which it carries as external identifier (<c>class/oneroster:12/6a1</c>).</param>
/// <param name="School">Its school.</param>
/// <param name="Grade">Its grade; null leaves what it has.</param>
public sealed record ClassToBe(EmailAddress Address, string Name, string Holder, UnitCode School, string? Grade);
