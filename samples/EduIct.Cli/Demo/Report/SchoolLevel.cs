namespace EduIct.Cli.Demo.Report;

/// <summary>A kind of unit as the report names it.</summary>
internal sealed record SchoolLevel(int Order, string Vi, string En)
{
    public static SchoolLevel Of(string kind) => kind switch
    {
        "mamNon" => new(1, "Mầm non", "Preschools"),
        "tieuHoc" => new(2, "Tiểu học", "Primary, grades 1–5"),
        "thThcs" => new(3, "Tiểu học và trung học cơ sở", "Primary and lower secondary, grades 1–9"),
        "thcs" => new(4, "Trung học cơ sở", "Lower secondary, grades 6–9"),
        "thcsThpt" => new(5, "Trung học cơ sở và trung học phổ thông", "Lower and upper secondary, grades 6–12"),
        "thpt" => new(6, "Trung học phổ thông", "Upper secondary, grades 10–12"),
        "gdtx" => new(7, "Giáo dục thường xuyên", "Continuing education"),
        "so" => new(8, "Sở Giáo dục và Đào tạo", "Provincial department"),
        _ => new(9, "Đơn vị khác", "Other units"),
    };
}
