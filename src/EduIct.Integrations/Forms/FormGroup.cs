namespace EduIct.Forms;

/// <summary>Rows of a form that stand together under a heading and have a sum: a Phòng and its schools in the form of a Sở.</summary>
/// <param name="Code">Tells the groups apart: the code of the Phòng.</param>
/// <param name="Name">The heading.</param>
public sealed record FormGroup(string Code, string Name);
