using System.Collections.Immutable;
using EduIct.Directives;
using NodaTime;

namespace EduIct.Units;

/// <summary>
/// The provinces of Việt Nam through time: 64 from 1 January 2004 (Resolution 22/2003/QH11) until 31 July 2008, 63 since Hà Tây joined Hà Nội on
/// 1 August 2008 (Resolution 15/2008/QH12), 34 since 1 July 2025 (Resolution 202/2025/QH15; codes: Decision 19/2025/QĐ-TTg). Thừa Thiên Huế is
/// the city of Huế since 1 January 2025 (Resolution 175/2024/QH15); Đồng Nai is a city since 30 April 2026 (Resolution 30/2026/QH16).
/// </summary>
public static class Provinces
{
    /// <summary>First day that the data cover: 1 January 2004.</summary>
    public static LocalDate Beginning { get; } = new(2004, 1, 1);

    /// <summary>Every province in every life, by code and beginning.</summary>
    public static ImmutableArray<Province> All { get; } = Read();

    /// <summary>The provinces of a day by code; none before <see cref="Beginning"/>.</summary>
    public static ImmutableArray<Province> On(LocalDate day) => [.. All.Where(province => province.Existed.Contains(day))];

    /// <summary>The province that had a code of the General Statistics Office on a day, or null.</summary>
    public static Province? Find(UnitCode code, LocalDate day) => All.FirstOrDefault(province => province.Code == code && province.Existed.Contains(day));

    /// <summary>The province that stands for one of an earlier day on a later one: itself while it exists, else the one that it went into.</summary>
    /// <param name="code">Its code on the earlier day.</param>
    /// <param name="then">The earlier day.</param>
    /// <param name="later">The later day.</param>
    /// <returns>The province; null where the code was nobody's on the earlier day, or the later day is before it.</returns>
    public static Province? SuccessorOf(UnitCode code, LocalDate then, LocalDate later)
    {
        Province? province = Find(code, then);
        while (province is { Successor: { } successor, Existed.Until: { } end } && end < later)
        {
            province = Find(successor, end.PlusDays(1));
        }

        return later < then ? null : province;
    }

    private static ImmutableArray<Province> Read()
    {
        List<Province> provinces = [.. ProvinceJson.ReadAll().Select(data => new Province(
            new UnitCode(CodeSystem.Gso, data.Code),
            data.Name,
            data.FullName,
            data.Slug,
            new DateSpan(Date(data.From) ?? Beginning, Date(data.Until)),
            data.Successor is { } successor ? new UnitCode(CodeSystem.Gso, successor) : null)
        {
            CitySince = Date(data.CitySince),
        })];
        return
        [
            .. provinces.Select(province => province with
            {
                Predecessors = [.. provinces.Where(other => other.Successor == province.Code && other.Existed.Until is { } end && province.Existed.Contains(end.PlusDays(1)))],
            }),
        ];
    }

    private static LocalDate? Date(string? text) => text is null ? null : IsoText.Date(text) ?? throw new FormatException($"'{text}' is no date.");
}
