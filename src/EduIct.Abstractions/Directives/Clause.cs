using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>A heading, paragraph, dash or row of a directive.</summary>
/// <param name="Path">Its place as the document numbers itself: <c>I.2.c</c>, the n-th dash <c>-n</c>, the n-th paragraph <c>¶n</c>, a row <c>bảng.n</c>, the second of a letter given twice <c>II.10.e#2</c>.</param>
/// <param name="Words">The words by which it is found, as the text has them.</param>
/// <param name="WithoutEntry">Why nothing follows from it; null where entries cite it.</param>
public sealed record Clause(string Path, string Words, LocalizedText? WithoutEntry = null);
