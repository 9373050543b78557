using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>A value of a returned form.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Text">The value as <see cref="Facts.FactTableBuilder.Report(int, int, ReadOnlySpan{char}, SourcePlace, NodaTime.LocalDate?)"/> takes it.</param>
/// <param name="Place">File, line, column, and the cell as <c>Biểu số 1!C12</c>.</param>
public sealed record FormReadValue(string Fact, string Text, SourcePlace Place);
