using EduIct.Naming;
using EduIct.Units;

namespace EduIct.Rosters;

/// <summary>The kind of a unit from what it is called; rosters have no field for it.</summary>
internal static class UnitKindReader
{
    // In this order: names of multi-level schools hold those of their levels.
    private static readonly (string Words, UnitKind Kind)[] s_words =
    [
        ("so giao duc", UnitKind.Department), ("so gd", UnitKind.Department), ("phong giao duc", UnitKind.Division), ("phong gd", UnitKind.Division),
        ("giao duc thuong xuyen", UnitKind.ContinuingEducationCentre), ("gdtx", UnitKind.ContinuingEducationCentre), ("gdnn-gdtx", UnitKind.ContinuingEducationCentre),
        ("ky thuat tong hop", UnitKind.TechnicalCareerCentre), ("ktth", UnitKind.TechnicalCareerCentre),
        ("mam non", UnitKind.Preschool), ("mau giao", UnitKind.Preschool), ("nha tre", UnitKind.Preschool),
        ("pho thong nhieu cap", UnitKind.AllLevels), ("tieu hoc, thcs va thpt", UnitKind.AllLevels), ("th, thcs, thpt", UnitKind.AllLevels), ("th-thcs-thpt", UnitKind.AllLevels),
        ("thcs va thpt", UnitKind.LowerAndUpperSecondary), ("thcs & thpt", UnitKind.LowerAndUpperSecondary), ("thcs&thpt", UnitKind.LowerAndUpperSecondary), ("thcs-thpt", UnitKind.LowerAndUpperSecondary),
        ("tieu hoc va thcs", UnitKind.PrimaryAndLowerSecondary), ("tieu hoc va trung hoc co so", UnitKind.PrimaryAndLowerSecondary),
        ("th & thcs", UnitKind.PrimaryAndLowerSecondary), ("th&thcs", UnitKind.PrimaryAndLowerSecondary), ("th-thcs", UnitKind.PrimaryAndLowerSecondary), ("th va thcs", UnitKind.PrimaryAndLowerSecondary),
        ("trung hoc co so va trung hoc pho thong", UnitKind.LowerAndUpperSecondary),
        ("thpt", UnitKind.UpperSecondary), ("trung hoc pho thong", UnitKind.UpperSecondary), ("thcs", UnitKind.LowerSecondary), ("trung hoc co so", UnitKind.LowerSecondary),
        ("tieu hoc", UnitKind.Primary), ("trung cap", UnitKind.ProfessionalSecondary), ("cao dang su pham", UnitKind.PedagogicalCollege), ("cao dang", UnitKind.College),
        ("dai hoc su pham", UnitKind.PedagogicalUniversity), ("khoa su pham", UnitKind.PedagogicalFaculty), ("dai hoc", UnitKind.University),
    ];

    public static UnitKind Read(string name)
    {
        if (VietnameseText.TryToAscii(name, out string ascii, out _))
        {
            string lower = ascii.ToLowerInvariant();
            foreach ((string words, UnitKind kind) in s_words)
            {
                if (lower.Contains(words, StringComparison.Ordinal))
                {
                    return kind;
                }
            }
        }

        return UnitKind.Unknown;
    }
}
