using EduIct.Units;

namespace EduIct.Cli.Demo;

/// <summary>Schools under the Sở of Bến Tre, in the order in which a growing demo takes them in: every level first, then the rest of the province.</summary>
internal static class SchoolCatalogue
{
    public static DemoOrg Department { get; } = new("so-bentre", "Sở Giáo dục và Đào tạo Bến Tre", UnitKind.Department);

    /// <summary>Schools without pupils who could have a mailbox: their teachers have one.</summary>
    public static IReadOnlyList<DemoOrg> Preschools { get; } =
    [
        new("mn-hoasen-anhoi", "Trường Mầm non Hoa Sen", UnitKind.Preschool),
        new("mn-trucgiang", "Trường Mầm non Trúc Giang", UnitKind.Preschool),
    ];

    /// <summary>
    /// Schools with pupils. Among the first ten are two Trường Tiểu học Kim Đồng, told apart by their codes only, and the Trường THCS of Mỹ Hóa
    /// and of Mỹ Hòa, which are alike without their accents.
    /// </summary>
    public static IReadOnlyList<DemoOrg> Schools { get; } = [.. First(), .. Rest()];

    /// <summary>Grades of a kind of school.</summary>
    public static (int First, int Last) Grades(UnitKind kind) =>
        kind == UnitKind.Primary ? (1, 5)
        : kind == UnitKind.LowerSecondary ? (6, 9)
        : kind == UnitKind.PrimaryAndLowerSecondary ? (1, 9)
        : kind == UnitKind.LowerAndUpperSecondary ? (6, 12)
        : (10, 12);

    private static IEnumerable<DemoOrg> First() =>
    [
        new("thpt-nguyendinhchieu", "Trường THPT Nguyễn Đình Chiểu", UnitKind.UpperSecondary),
        new("th-kimdong-anhoi", "Trường Tiểu học Kim Đồng", UnitKind.Primary),
        new("thcs-myhoa", "Trường THCS Mỹ Hóa", UnitKind.LowerSecondary),
        new("gdtx-bentre", "Trung tâm GDTX Bến Tre", UnitKind.ContinuingEducationCentre),
        new("th-thcs-tamhiep", "Trường TH&THCS Tam Hiệp", UnitKind.PrimaryAndLowerSecondary),
        new("thcs-thpt-thanhphong", "Trường THCS&THPT Thạnh Phong", UnitKind.LowerAndUpperSecondary),
        new("th-kimdong-mythanh", "Trường Tiểu học Kim Đồng", UnitKind.Primary),
        new("thcs-myhoa-batri", "Trường THCS Mỹ Hòa", UnitKind.LowerSecondary),
        new("thpt-laclongquan", "Trường THPT Lạc Long Quân", UnitKind.UpperSecondary),
        new("thcs-hoanglam", "Trường THCS Hoàng Lam", UnitKind.LowerSecondary),
        new("th-binhphu", "Trường Tiểu học Bình Phú", UnitKind.Primary),
        new("thpt-votruongtoan", "Trường THPT Võ Trường Toản", UnitKind.UpperSecondary),
    ];

    private static IEnumerable<DemoOrg> Rest()
    {
        (string Name, string Code)[] upper =
        [
            ("Phan Thanh Giản", "phanthanhgian"), ("Chê Ghê-va-ra", "cheghevara"), ("Lê Hoàng Chiếu", "lehoangchieu"), ("Nguyễn Thị Định", "nguyenthidinh"),
            ("Ca Văn Thỉnh", "cavanthinh"), ("Trần Văn Ơn", "tranvanon"), ("Nguyễn Ngọc Thăng", "nguyenngocthang"), ("Trương Vĩnh Ký", "truongvinhky"),
            ("Phan Liêm", "phanliem"), ("Sương Nguyệt Anh", "suongnguyetanh"), ("Đoàn Thị Điểm", "doanthidiem"), ("Ngô Văn Cấn", "ngovancan"),
        ];
        (string Name, string Code)[] communes =
        [
            ("Sơn Đông", "sondong"), ("Phú Nhuận", "phunhuan"), ("Nhơn Thạnh", "nhonthanh"), ("Mỹ Thạnh An", "mythanhan"), ("Giao Long", "giaolong"),
            ("Tân Thạch", "tanthach"), ("Quới Sơn", "quoison"), ("An Hóa", "anhoa"), ("Châu Hòa", "chauhoa"), ("Lương Quới", "luongquoi"),
            ("Mỹ Thạnh", "mythanh"), ("Hưng Nhượng", "hungnhuong"), ("Tân Hào", "tanhao"), ("Bảo Thuận", "baothuan"), ("Tân Thủy", "tanthuy"),
            ("An Ngãi Trung", "anngaitrung"), ("Mỹ Chánh", "mychanh"), ("Bảo Thạnh", "baothanh"), ("Lộc Thuận", "locthuan"), ("Thừa Đức", "thuaduc"),
            ("Thới Thuận", "thoithuan"), ("Châu Hưng", "chauhung"), ("Định Trung", "dinhtrung"), ("Đại Điền", "daidien"), ("Quới Điền", "quoidien"),
            ("Giao Thạnh", "giaothanh"), ("An Thạnh", "anthanh"), ("Hương Mỹ", "huongmy"), ("Tân Trung", "tantrung"), ("Đa Phước Hội", "daphuochoi"),
            ("Thành Thới", "thanhthoi"), ("Phước Mỹ Trung", "phuocmytrung"), ("Tân Thành Bình", "tanthanhbinh"), ("Nhuận Phú Tân", "nhuanphutan"),
            ("Thanh Tân", "thanhtan"), ("Vĩnh Thành", "vinhthanh"), ("Phú Phụng", "phuphung"), ("Hưng Khánh Trung", "hungkhanhtrung"),
            ("Tân Thiềng", "tanthieng"), ("Long Thới", "longthoi"), ("Tiên Thủy", "tienthuy"), ("Tân Phú", "tanphu"), ("Phú Túc", "phutuc"),
            ("Phước Thạnh", "phuocthanh"), ("Hữu Định", "huudinh"), ("Tường Đa", "tuongda"), ("Phong Nẫm", "phongnam"), ("Thuận Điền", "thuandien"),
        ];
        for (int i = 0; i < communes.Length; i++)
        {
            yield return new DemoOrg("th-" + communes[i].Code, "Trường Tiểu học " + communes[i].Name, UnitKind.Primary);
            yield return new DemoOrg("thcs-" + communes[i].Code, "Trường THCS " + communes[i].Name, UnitKind.LowerSecondary);
            if (i % 4 == 0)
            {
                (string name, string code) = upper[i / 4];
                yield return new DemoOrg("thpt-" + code, "Trường THPT " + name, UnitKind.UpperSecondary);
            }
        }
    }
}
