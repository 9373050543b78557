using System.Collections.Immutable;
using EduIct.Facts;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Forms;

/// <summary>What was read from a returned workbook.</summary>
/// <param name="Source">Name of the file.</param>
public sealed record FormReading(string Source)
{
    /// <summary>Id of the form's entry, or the kind of unit of a survey; null where the file was refused.</summary>
    public string? Form { get; init; }

    /// <summary>The units, in the order in which they stand.</summary>
    public ImmutableArray<FormReadRow> Rows { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The day for which it was answered; null where it does not say.</summary>
    public LocalDate? Reported { get; init; }

    /// <summary>Why the file was refused as a whole; null where it was read.</summary>
    public Issue? Refused { get; init; }

    /// <summary>Every doubt, with its sheet and cell. What is doubtful and can be a value was taken, the rest is not known.</summary>
    public ImmutableArray<Issue> Doubts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Reports what was read to a table.</summary>
    public void AddTo(FactTableBuilder table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (FormReadRow row in Rows)
        {
            int at = table.AddUnit(row.Unit, Reported, row.Values.Length > 0 ? row.Values[0].Place.Line ?? 0 : 0);
            foreach (FormReadValue value in row.Values)
            {
                if (table.FindFact(value.Fact, value.Place) is { } fact)
                {
                    table.Report(at, fact, value.Text, value.Place, Reported);
                }
            }
        }
    }
}
