using System.Globalization;

namespace EduIct.Issues;

/// <summary>Where in an input a fault stands.</summary>
/// <param name="Source">The file as the caller named it (inside an archive: <c>archive.zip/users.csv</c>), or the name of a collection of objects.</param>
/// <param name="Line">Physical line, from 1; for objects the position in the sequence, from 1; null where the whole source is meant.</param>
/// <param name="Column">Column of a table or character in the line, from 1; null where the whole line is meant.</param>
/// <param name="Field">Name of the column or property, or a JSON pointer (RFC 6901); null where there is none.</param>
public readonly record struct SourcePlace(string Source, int? Line = null, int? Column = null, string? Field = null)
{
    /// <summary><c>source:line:column (field)</c>, without the parts that are not known.</summary>
    public override string ToString()
    {
        string place = Source ?? "";
        if (Line is { } line)
        {
            place += ":" + line.ToString(CultureInfo.InvariantCulture);
            if (Column is { } column)
            {
                place += ":" + column.ToString(CultureInfo.InvariantCulture);
            }
        }

        return Field is null ? place : $"{place} ({Field})";
    }
}
