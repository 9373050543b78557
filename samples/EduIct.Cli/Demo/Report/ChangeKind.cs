namespace EduIct.Cli.Demo.Report;

/// <summary>A change of the second term as the report names and colours it.</summary>
internal sealed record ChangeKind(TermChange Change, string Css, string Vi, string En, string ViWhat, string EnWhat)
{
    public static IReadOnlyList<ChangeKind> All { get; } =
    [
        new(TermChange.Arrival, "c-arrival", "Mới đến", "Arrived", "hộp thư mới", "new mailbox"),
        new(TermChange.Leaver, "c-leaver", "Rời trường", "Left", "tạm khóa, không xóa", "suspended, not deleted"),
        new(TermChange.SchoolMove, "c-school", "Chuyển trường", "Changed school", "giữ nguyên địa chỉ", "keeps the address"),
        new(TermChange.ClassMove, "c-class", "Chuyển lớp", "Changed class", "giữ nguyên địa chỉ", "keeps the address"),
        new(TermChange.Rename, "c-rename", "Sửa họ tên, đổi địa chỉ", "Name mended, new address", "địa chỉ cũ vẫn nhận thư", "the old one still receives"),
        new(TermChange.NameOnly, "c-name", "Sửa dấu trong họ tên", "Accents mended", "địa chỉ không đổi", "same address"),
        new(TermChange.Other, "c-other", "Cập nhật khác", "Other updates", "", ""),
    ];
}
