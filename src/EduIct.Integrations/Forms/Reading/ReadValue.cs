using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>What a cell says: a value as the reader of facts takes it, or nothing; and what is doubtful about it.</summary>
/// <param name="Text">The value without separators of thousands, with a decimal point, <c>1</c> or <c>0</c> for yes and no, ISO 8601 for a day; null where it says nothing, or nothing that can be one.</param>
/// <param name="Doubt">The doubt; null for none.</param>
internal readonly record struct ReadValue(string? Text, LocalizedText? Doubt = null);
