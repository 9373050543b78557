using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Forms;

/// <summary>The words of a survey that the dictionary of facts does not have.</summary>
internal static class SurveyWords
{
    public const string Title = "PHIẾU ĐIỀU TRA HIỆN TRẠNG ỨNG DỤNG CÔNG NGHỆ THÔNG TIN";

    public const string Guide =
        "Chỉ ghi vào cột “Giá trị”. Điều chưa biết thì để trống, đừng ghi 0. / Fill in the column “Giá trị” only. Leave blank what is not known; do not write 0.";

    /// <summary>The heads of the columns, from left to right.</summary>
    public static string[] Heads { get; } = ["TT", "Nội dung", "In English", "Giá trị", "Đơn vị tính", "Giải thích", "Văn bản hỏi"];

    /// <summary>The name of an area of facts: the part of an id before the point.</summary>
    public static LocalizedText Area(string area) => area switch
    {
        "site" => new("Điều kiện chung", "Site"),
        "students" => new("Học sinh, sinh viên", "Pupils and students"),
        "staff" => new("Cán bộ, giáo viên, nhân viên", "Staff"),
        "ict" => new("Tổ chức và chỉ đạo ứng dụng CNTT", "Organisation of ICT"),
        "computers" => new("Máy tính", "Computers"),
        "rooms" => new("Phòng máy tính", "Computer rooms"),
        "devices" => new("Thiết bị khác", "Other devices"),
        "internet" => new("Kết nối Internet", "Internet"),
        "network" => new("Mạng nội bộ", "Network"),
        "email" => new("Thư điện tử", "E-mail"),
        "website" => new("Website", "Website"),
        "software" => new("Phần mềm", "Software"),
        "services" => new("Dịch vụ trực tuyến", "Online services"),
        "meetings" => new("Họp, hội thảo", "Meetings"),
        "training" => new("Bồi dưỡng, tập huấn", "Training"),
        "contests" => new("Cuộc thi", "Contests"),
        "documents" => new("Văn bản, báo cáo", "Documents and reports"),
        "data" => new("Dữ liệu", "Data"),
        "library" => new("Học liệu, thư viện điện tử", "Digital library"),
        "finance" => new("Kinh phí", "Finance"),
        "security" => new("An toàn, an ninh thông tin", "Security"),
        _ => new(area, area),
    };

    /// <summary>A kind of unit for people; its name where it is not one of the known.</summary>
    public static string Kind(UnitKind kind) => kind.Name switch
    {
        "ministry" => "Bộ Giáo dục và Đào tạo",
        "ministryIctDepartment" => "Cục Công nghệ thông tin",
        "so" => "Sở Giáo dục và Đào tạo",
        "phong" => "Phòng Giáo dục và Đào tạo",
        "mamNon" => "Trường mầm non",
        "tieuHoc" => "Trường tiểu học",
        "thcs" => "Trường trung học cơ sở",
        "thpt" => "Trường trung học phổ thông",
        "thThcs" => "Trường tiểu học và trung học cơ sở",
        "thcsThpt" => "Trường trung học cơ sở và trung học phổ thông",
        "phoThongNhieuCap" => "Trường phổ thông có nhiều cấp học",
        "gdtx" => "Trung tâm giáo dục thường xuyên",
        "ktthHn" => "Trung tâm kỹ thuật tổng hợp – hướng nghiệp",
        "hocTapCongDong" => "Trung tâm học tập cộng đồng",
        "tccn" => "Trường trung cấp chuyên nghiệp",
        "caoDang" => "Trường cao đẳng",
        "caoDangSuPham" => "Trường cao đẳng sư phạm",
        "daiHocSuPham" => "Trường đại học sư phạm",
        "khoaSuPham" => "Khoa sư phạm",
        "daiHoc" => "Trường đại học",
        _ => kind.Name,
    };

    /// <summary>What one of a fact is counted in; blank for what is told in words.</summary>
    public static string Measure(FactDefinition fact) => fact.Type switch
    {
        FactType.Count => fact.Noun?.Vi ?? "số lượng",
        FactType.Number => fact.Unit ?? "",
        FactType.Percent => "%",
        FactType.Date => "ngày",
        _ => "",
    };

    /// <summary>What may be written.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="whole">The nearest fact of which it is a part and that is asked as well; null for none.</param>
    public static string Explanation(FactDefinition fact, FactDefinition? whole) => fact.Type switch
    {
        FactType.Count when whole is not null => $"Số nguyên từ 0, không quá “{whole.Label.Vi}”.",
        FactType.Count => "Số nguyên từ 0.",
        FactType.Number => fact.Unit is { } unit ? $"Số từ 0, tính bằng {unit}." : "Số từ 0.",
        FactType.Percent => "Tỉ lệ từ 0 đến 100.",
        FactType.Flag => $"Chọn {FormWords.Yes} hoặc {FormWords.No}.",
        FactType.Choice => "Chọn một giá trị trong danh sách.",
        FactType.Date => "Ngày, dạng 20/10/2008.",
        _ => "Ghi bằng chữ, ngắn gọn.",
    };
}
