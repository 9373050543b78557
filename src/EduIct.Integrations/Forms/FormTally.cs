namespace EduIct.Forms;

/// <summary>What was written into a form.</summary>
/// <param name="Units">How many rows of units.</param>
/// <param name="Blank">How many of their facts nobody had reported: blank cells, and what is left out where several facts are told in words.</param>
public readonly record struct FormTally(int Units, int Blank);
