using EduIct.Units;
using NodaTime;

namespace EduIct.Posts;

/// <summary>A unit on a day with the Sở and the Phòng to which it belongs.</summary>
internal sealed record UnitPlace(Unit Unit, Unit? Department, Unit? Division)
{
    public static UnitPlace Of(Unit unit, UnitTree tree, LocalDate day)
    {
        Unit[] line = [unit, .. tree.AncestorsOf(unit.Code, day)];
        return new UnitPlace(unit, line.FirstOrDefault(above => above.Kind == UnitKind.Department), line.FirstOrDefault(above => above.Kind == UnitKind.Division));
    }

    /// <summary>The unit for which a token stands; null where there is none.</summary>
    public Unit? Named(UnitToken token) => token switch
    {
        UnitToken.Unit => Unit,
        UnitToken.School => Unit == Department || Unit == Division ? null : Unit,
        UnitToken.Division => Division,
        _ => Department,
    };
}
