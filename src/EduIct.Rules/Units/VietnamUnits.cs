using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Units;

/// <summary>The units above schools and divisions: the ministry, its ICT department, and the Sở of every province through time.</summary>
public static class VietnamUnits
{
    private static readonly LocalDate s_ictMerged = new(2025, 3, 1);

    /// <summary>Bộ Giáo dục và Đào tạo.</summary>
    public static UnitCode Ministry { get; } = new(CodeSystem.EduIct, "bo-gddt");

    /// <summary>Cục Công nghệ thông tin, as the directives of 2007 to 2016 name it: from the Prime Minister's decision of 2 July 2007 to 28 February 2025.</summary>
    public static UnitCode IctDepartment { get; } = new(CodeSystem.EduIct, "cuc-cntt");

    /// <summary>Cục Khoa học, Công nghệ và Thông tin, into which the ICT department went on 1 March 2025 (Decree 37/2025/NĐ-CP).</summary>
    public static UnitCode ScienceAndIctDepartment { get; } = new(CodeSystem.EduIct, "cuc-khcntt");

    /// <summary>All of them. A Sở has the code of its province in the system <see cref="CodeSystem.Gso"/>.</summary>
    public static UnitTree Tree { get; } = UnitTree.Create(Build(), "vietnam").GetTreeOrThrow();

    /// <summary>The Sở whose addresses carry a name on a day: <c>BenTre</c> in 2009 is Sở Giáo dục và Đào tạo Bến Tre, in 2026 nobody.</summary>
    /// <param name="slug">The TenSo, without regard to case.</param>
    /// <param name="day">The day.</param>
    public static Unit? FindBySlug(string slug, LocalDate day) => Tree.FindBySlug(slug, day, UnitKind.Department);

    /// <summary>
    /// What an address of the ministry's domain named on a day: <c>Giamdoc.BenTre@moet.edu.vn</c> in 2009 is the post Giamdoc of Sở Giáo dục và Đào tạo
    /// Bến Tre. Who has the Sở's place later: <see cref="UnitTree.SuccessorOf"/>.
    /// </summary>
    /// <returns>Null for an address of another form or domain, and where no Sở had that TenSo on the day.</returns>
    public static PostAddress? ResolvePost(EmailAddress address, LocalDate day) =>
        PostAddress.Split(address) is (string post, string slug) && FindBySlug(slug, day) is { } unit ? new PostAddress(post, unit) : null;

    /// <summary>
    /// A vendor's units as the reforms left them. Each division (Phòng) ends with <see cref="UnitTree.LastDayOfDivisions"/> and what stood under it
    /// stands under the Sở from the next day on; a link to a Sở that was merged goes on with the Sở that took over. Where the data themselves say who
    /// comes next, that holds.
    /// </summary>
    /// <param name="units">
    /// The units; parents may be among them, or be the Sở of <see cref="Tree"/> by the code of their province. A link holds from a day on, or the unit
    /// existed from a day on: without one nobody knows whose code it was.
    /// </param>
    /// <returns>The units in the same order, for <c>VietnamUnits.Tree.With</c>, which tells what is still wrong. Doing it twice changes nothing more.</returns>
    public static ImmutableArray<Unit> FollowReforms(IEnumerable<Unit> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return Reforms.Follow([.. units], Tree);
    }

    private static IEnumerable<Unit> Build()
    {
        yield return new Unit(Ministry, UnitKind.Ministry, "Bộ Giáo dục và Đào tạo", "BoGDDT");
        var ict = new DateSpan(new LocalDate(2007, 7, 2), s_ictMerged.PlusDays(-1));
        yield return UnderMinistry(IctDepartment, UnitKind.MinistryIctDepartment, "Cục Công nghệ thông tin", "CucCNTT", ict) with
        {
            Successor = ScienceAndIctDepartment,
        };
        yield return UnderMinistry(
            ScienceAndIctDepartment, UnitKind.MinistryIctDepartment, "Cục Khoa học, Công nghệ và Thông tin", "CucKHCNTT", new DateSpan(s_ictMerged, null));
        foreach (Province province in Provinces.All)
        {
            yield return UnderMinistry(province.Code, UnitKind.Department, $"Sở Giáo dục và Đào tạo {province.Name}", province.Slug, province.Existed) with
            {
                Successor = province.Successor,
            };
        }
    }

    private static Unit UnderMinistry(UnitCode code, UnitKind kind, string name, string slug, DateSpan existed) =>
        new(code, kind, name, slug) { Existed = existed, Parents = [new UnitParent(Ministry, existed)] };
}
