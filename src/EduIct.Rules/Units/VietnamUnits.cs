using NodaTime;

namespace EduIct.Units;

/// <summary>The units above schools and divisions: the ministry, its ICT department, and the Sở of every province through time.</summary>
public static class VietnamUnits
{
    /// <summary>Bộ Giáo dục và Đào tạo.</summary>
    public static UnitCode Ministry { get; } = new(CodeSystem.EduIct, "bo-gddt");

    /// <summary>Cục Công nghệ thông tin, as the directives of 2007 to 2016 name it; its later reorganisation is not in the data.</summary>
    public static UnitCode IctDepartment { get; } = new(CodeSystem.EduIct, "cuc-cntt");

    /// <summary>
    /// Last day of the divisions of the district level (Phòng): the level ended with 30 June 2025 (Law 72/2025/QH15 on the organisation of local
    /// government). Schools stand under the Sở since.
    /// </summary>
    public static LocalDate LastDayOfDivisions { get; } = new(2025, 6, 30);

    /// <summary>All of them. A Sở has the code of its province in the system <see cref="CodeSystem.Gso"/>.</summary>
    public static UnitTree Tree { get; } = UnitTree.Create(Build(), "vietnam").GetTreeOrThrow();

    /// <summary>The Sở whose addresses carry a name on a day: <c>BenTre</c> in 2009 is Sở Giáo dục và Đào tạo Bến Tre, in 2026 nobody.</summary>
    public static Unit? FindBySlug(string slug, LocalDate day) => Tree.FindBySlug(slug, day);

    /// <summary>
    /// Ends the divisions of a tree of schools with <see cref="LastDayOfDivisions"/>: each Phòng ends there, and what stood under it stands under
    /// the Phòng's own parent from the next day on. Units that ended earlier, and links that did, stay as they are.
    /// </summary>
    public static IEnumerable<Unit> EndDivisions(IReadOnlyCollection<Unit> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        LocalDate next = LastDayOfDivisions.PlusDays(1);
        var divisions = units.Where(unit => unit.Kind == UnitKind.Division).ToDictionary(unit => unit.Code);
        foreach (Unit unit in units)
        {
            if (unit.Kind == UnitKind.Division)
            {
                yield return unit with
                {
                    Existed = Until(unit.Existed),
                    Parents = [.. unit.Parents.Where(link => !(link.During.From > LastDayOfDivisions)).Select(link => link with { During = Until(link.During) })],
                };
                continue;
            }

            yield return unit with
            {
                Parents =
                [
                    .. unit.Parents.SelectMany(link => divisions.TryGetValue(link.Parent, out Unit? division) && !(link.During.Until <= LastDayOfDivisions)
                        ? Split(link, division.ParentOn(LastDayOfDivisions), next)
                        : [link]),
                ],
            };
        }
    }

    private static IEnumerable<UnitParent> Split(UnitParent link, UnitCode? above, LocalDate next)
    {
        if (!(link.During.From > LastDayOfDivisions))
        {
            yield return link with { During = Until(link.During) };
        }

        if (above is { } parent)
        {
            yield return new UnitParent(parent, new DateSpan(link.During.From > next ? link.During.From : next, link.During.Until));
        }
    }

    private static DateSpan Until(DateSpan span) => span.Until <= LastDayOfDivisions ? span : new DateSpan(span.From, LastDayOfDivisions);

    private static IEnumerable<Unit> Build()
    {
        yield return new Unit(Ministry, UnitKind.Ministry, "Bộ Giáo dục và Đào tạo", "BoGDDT");
        yield return new Unit(IctDepartment, UnitKind.MinistryIctDepartment, "Cục Công nghệ thông tin", "CucCNTT") { Parents = [new UnitParent(Ministry, DateSpan.Always)] };
        foreach (Province province in Provinces.All)
        {
            yield return new Unit(province.Code, UnitKind.Department, $"Sở Giáo dục và Đào tạo {province.Name}", province.Slug)
            {
                Existed = province.Existed,
                Parents = [new UnitParent(Ministry, province.Existed)],
                Successor = province.Successor,
            };
        }
    }
}
