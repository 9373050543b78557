using NodaTime;

namespace EduIct.Forms;

/// <summary>A cell that holds something.</summary>
/// <param name="Text">What it holds as text; of a number its invariant digits.</param>
internal readonly record struct GridCell(string Text)
{
    public double? Number { get; init; }

    public bool? Truth { get; init; }

    /// <summary>A number that is formatted as a day.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>Whether it is an error such as #REF!.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether a formula computed it; what stands here is what the last program computed.</summary>
    public bool IsFormula { get; init; }
}
