using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Guardians;

/// <summary>A student's results and conduct of a term, for one guardian. A student with two guardians has two of them.</summary>
public sealed record TermResult
{
    /// <summary>Where the guardian is reached; null: it is not known.</summary>
    public GuardianContact? Guardian { get; init; }

    /// <summary>The guardian's name; blank: not known.</summary>
    public string GuardianName { get; init; } = "";

    /// <summary>What tells the student from others in the school, e.g. the code in its own books. Not told to anybody.</summary>
    public required string StudentKey { get; init; }

    /// <summary>The student's name.</summary>
    public required string StudentName { get; init; }

    /// <summary>The class.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>Results by subject, in the order in which they are to be read.</summary>
    public ImmutableArray<SubjectResult> Results { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Conduct (hạnh kiểm, kết quả rèn luyện).</summary>
    public string Conduct { get; init; } = "";

    /// <summary>Where it stands in the input; null for objects without a place.</summary>
    public SourcePlace? Source { get; init; }

    /// <summary>Where it stands: nothing else of it belongs in a log.</summary>
    public override string ToString() => Source?.ToString() ?? "A student's results";
}
