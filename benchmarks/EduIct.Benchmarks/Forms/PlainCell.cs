namespace EduIct.Benchmarks.Forms;

/// <summary>A cell as a sheet has it.</summary>
internal sealed record PlainCell(string Reference, string Style, bool IsText, string Value);
