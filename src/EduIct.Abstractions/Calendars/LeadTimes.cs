using EduIct.Units;

namespace EduIct.Calendars;

/// <summary>How many days before the level above a unit hands in, as a province gives it.</summary>
public sealed record LeadTimes
{
    /// <summary>Lead times.</summary>
    /// <param name="divisions">Of a Phòng before the Sở: 0 to 365 days.</param>
    /// <param name="others">Of schools and centres before the Phòng or Sở above them: 0 to 365 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">Other numbers.</exception>
    public LeadTimes(int divisions, int others)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(divisions);
        ArgumentOutOfRangeException.ThrowIfNegative(others);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(divisions, 365);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(others, 365);
        (Divisions, Others) = (divisions, others);
    }

    /// <summary>Of a Phòng before the Sở, in days.</summary>
    public int Divisions { get; }

    /// <summary>Of schools and centres before the Phòng or Sở above them, in days.</summary>
    public int Others { get; }

    /// <summary>The lead time of a kind of unit, in days.</summary>
    public int Of(UnitKind kind) => kind == UnitKind.Division ? Divisions : Others;
}
