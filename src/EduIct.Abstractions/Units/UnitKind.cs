namespace EduIct.Units;

/// <summary>What sort of unit it is. Open: an unknown kind survives a round trip; the known ones are named here. The default value is <see cref="Unknown"/>.</summary>
public readonly record struct UnitKind
{
    private readonly string? _name;

    private UnitKind(string name) => _name = name;

    /// <summary>Not said.</summary>
    public static UnitKind Unknown => default;

    /// <summary>Bộ Giáo dục và Đào tạo.</summary>
    public static UnitKind Ministry { get; } = new("ministry");

    /// <summary>Cục Công nghệ thông tin of the ministry.</summary>
    public static UnitKind MinistryIctDepartment { get; } = new("ministryIctDepartment");

    /// <summary>Sở Giáo dục và Đào tạo: the department of a province.</summary>
    public static UnitKind Department { get; } = new("so");

    /// <summary>Phòng Giáo dục và Đào tạo: the division of a district; none since 1 July 2025.</summary>
    public static UnitKind Division { get; } = new("phong");

    /// <summary>Trường mầm non, mẫu giáo, nhà trẻ.</summary>
    public static UnitKind Preschool { get; } = new("mamNon");

    /// <summary>Trường tiểu học: grades 1–5.</summary>
    public static UnitKind Primary { get; } = new("tieuHoc");

    /// <summary>Trường trung học cơ sở (THCS): grades 6–9.</summary>
    public static UnitKind LowerSecondary { get; } = new("thcs");

    /// <summary>Trường trung học phổ thông (THPT): grades 10–12.</summary>
    public static UnitKind UpperSecondary { get; } = new("thpt");

    /// <summary>Trường tiểu học và trung học cơ sở: grades 1–9.</summary>
    public static UnitKind PrimaryAndLowerSecondary { get; } = new("thThcs");

    /// <summary>Trường trung học cơ sở và trung học phổ thông: grades 6–12.</summary>
    public static UnitKind LowerAndUpperSecondary { get; } = new("thcsThpt");

    /// <summary>Trường phổ thông nhiều cấp: grades 1–12.</summary>
    public static UnitKind AllLevels { get; } = new("phoThongNhieuCap");

    /// <summary>Trung tâm giáo dục thường xuyên (GDTX).</summary>
    public static UnitKind ContinuingEducationCentre { get; } = new("gdtx");

    /// <summary>Trung tâm kỹ thuật tổng hợp – hướng nghiệp (KTTH-HN).</summary>
    public static UnitKind TechnicalCareerCentre { get; } = new("ktthHn");

    /// <summary>Trung tâm học tập cộng đồng.</summary>
    public static UnitKind CommunityLearningCentre { get; } = new("hocTapCongDong");

    /// <summary>Trường trung cấp chuyên nghiệp (TCCN).</summary>
    public static UnitKind ProfessionalSecondary { get; } = new("tccn");

    /// <summary>Trường cao đẳng.</summary>
    public static UnitKind College { get; } = new("caoDang");

    /// <summary>Trường cao đẳng sư phạm.</summary>
    public static UnitKind PedagogicalCollege { get; } = new("caoDangSuPham");

    /// <summary>Trường đại học sư phạm.</summary>
    public static UnitKind PedagogicalUniversity { get; } = new("daiHocSuPham");

    /// <summary>Khoa sư phạm of a university.</summary>
    public static UnitKind PedagogicalFaculty { get; } = new("khoaSuPham");

    /// <summary>Trường đại học.</summary>
    public static UnitKind University { get; } = new("daiHoc");

    /// <summary>Every kind named here.</summary>
    public static IReadOnlyList<UnitKind> Known { get; } =
    [
        Ministry, MinistryIctDepartment, Department, Division, Preschool, Primary, LowerSecondary, UpperSecondary, PrimaryAndLowerSecondary,
        LowerAndUpperSecondary, AllLevels, ContinuingEducationCentre, TechnicalCareerCentre, CommunityLearningCentre, ProfessionalSecondary, College, PedagogicalCollege,
        PedagogicalUniversity, PedagogicalFaculty, University,
    ];

    private static readonly UnitKind[] s_preschool = [Preschool], s_primary = [Primary], s_lowerSecondary = [LowerSecondary], s_upperSecondary = [UpperSecondary],
        s_toLowerSecondary = [Primary, LowerSecondary], s_secondary = [LowerSecondary, UpperSecondary], s_general = [Primary, LowerSecondary, UpperSecondary];

    /// <summary>The name, camel case, as files carry it; empty for <see cref="Unknown"/>.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether the kind is one of <see cref="Known"/>.</summary>
    public bool IsKnown => Known.Contains(this);

    /// <summary>The levels that it teaches, of mamNon, tieuHoc, thcs and thpt; empty for what is no school.</summary>
    public IReadOnlyList<UnitKind> Levels => Name switch
    {
        "mamNon" => s_preschool,
        "tieuHoc" => s_primary,
        "thcs" => s_lowerSecondary,
        "thpt" => s_upperSecondary,
        "thThcs" => s_toLowerSecondary,
        "thcsThpt" => s_secondary,
        "phoThongNhieuCap" => s_general,
        _ => [],
    };

    /// <summary>Whether what binds another kind binds this one: it is that kind, or a school of several levels of which that is one.</summary>
    public bool IsOrTeaches(UnitKind other) => this == other || Levels.Contains(other);

    /// <summary>A kind by its name, known or not.</summary>
    /// <param name="name">Known names are matched without regard to case; others are kept as they are.</param>
    public static UnitKind Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Unknown;
        }

        foreach (UnitKind kind in Known)
        {
            if (kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return new UnitKind(name.Trim());
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
