using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>A school year (năm học), written with both calendar years: <c>2008-2009</c>. For what is in force and reported it runs from 1 September to 31 August.</summary>
public readonly record struct SchoolYear : IComparable<SchoolYear>
{
    private const int FirstYear = 1945;
    private const int LastYear = 9998;

    private readonly int _offset;

    /// <summary>A school year.</summary>
    /// <param name="startYear">The calendar year in which it begins: 1945 to 9998.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public SchoolYear(int startYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(startYear, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startYear, LastYear);
        _offset = startYear - FirstYear;
    }

    /// <summary>The calendar year in which it begins; 1945 for the default value.</summary>
    public int StartYear => FirstYear + _offset;

    /// <summary>Its days.</summary>
    public DateSpan Days => new(new LocalDate(StartYear, 9, 1), new LocalDate(StartYear + 1, 8, 31));

    /// <summary>The school year of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1 September 1945.</exception>
    public static SchoolYear Of(LocalDate day) => new(day.Month >= 9 ? day.Year : day.Year - 1);

    /// <summary>Reads <c>2008-2009</c>; blanks around the hyphen, and a dash in its place, are passed over.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SchoolYear year)
    {
        year = default;
        if (text?.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries) is not [{ Length: 4 } first, { Length: 4 } second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            || start is < FirstYear or > LastYear || end != start + 1)
        {
            return false;
        }

        year = new SchoolYear(start);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SchoolYear other) => _offset.CompareTo(other._offset);

    /// <summary><c>2008-2009</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartYear}-{StartYear + 1}");
}
