using System.Collections.Immutable;
using System.Globalization;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Benchmarks;

/// <summary>Pupils of a province, the same on every run: a few thousand names, so namesakes are as plenty as in life.</summary>
internal static class SamplePeople
{
    private static readonly string[] s_families = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ"];
    private static readonly string[] s_middles = ["Văn", "Thị", "Minh", "Ngọc", "Gia", "Bảo", "Thị Ngọc", "Quốc", "Thanh", "Anh"];
    private static readonly string[] s_givens = ["An", "Bình", "Châu", "Duy", "Giang", "Hân", "Huy", "Khang", "Linh", "My", "Nhi", "Phúc", "Quân", "Thảo", "Trân", "Uyên", "Vy", "Yến"];

    public static UnitCode So { get; } = new(CodeSystem.OneRoster, "so");

    public static ImmutableArray<Unit> Units(int pupils) =>
    [
        new Unit(So, UnitKind.Department, "Sở Giáo dục và Đào tạo", "So"),
        .. Enumerable.Range(0, 1 + (pupils / 1000)).Select(number => new Unit(School(number), UnitKind.LowerSecondary, $"Trường THCS Số {number}", $"THCSSo{number}")
        {
            Parents = [new UnitParent(So, DateSpan.Always)],
        }),
    ];

    public static ImmutableArray<Person> Pupils(int count) => [.. Enumerable.Range(0, count).Select(Pupil)];

    private static Person Pupil(int number)
    {
        // A full-period step over a prime spreads the combinations without a generator.
        int spread = (int)((long)number * 7919 % 1_000_003);
        string name = $"{s_families[spread % 10]} {s_middles[spread / 10 % 10]} {s_givens[spread / 100 % 18]}";
        int grade = 6 + (spread % 4);
        return new Person(
            new PersonKey(CodeSystem.Moet, string.Create(CultureInfo.InvariantCulture, $"83{number:D8}")),
            PersonName.Parse(name)!,
            new Affiliation(School(number / 1000), Role.Student)
            {
                Grade = grade.ToString(CultureInfo.InvariantCulture),
                Classes = [string.Create(CultureInfo.InvariantCulture, $"{grade}A{1 + (spread / 7 % 6)}")],
            })
        {
            BirthDate = new LocalDate(2020 - grade, 1 + (spread % 12), 1 + (spread % 28)),
        };
    }

    private static UnitCode School(int number) => new(CodeSystem.OneRoster, string.Create(CultureInfo.InvariantCulture, $"thcs-{number}"));
}
