namespace EduIct.Cli.Demo;

/// <summary>
/// How Vietnamese names are spread. Family names: shares after Lê Trung Hoa, "Họ và tên người Việt Nam" (2005), with the southern forms
/// Huỳnh and Võ. Middle and given names: what class lists of the Mekong delta look like, by sex and by generation.
/// </summary>
internal static class NameTables
{
    /// <summary>Weights in thousandths of the population.</summary>
    public static WeightedWords Family { get; } = new(
        """
        Nguyễn 384, Trần 110, Lê 95, Phạm 71, Huỳnh 48, Phan 45, Võ 39, Đặng 21, Bùi 20, Trương 18, Đỗ 14, Hồ 13, Ngô 13, Dương 10, Lâm 9,
        Đoàn 9, Mai 7, Đinh 7, Cao 6, Lý 5, Tô 5, Châu 5, Thái 4, Lưu 4, Tạ 4, Hà 4, Trịnh 4, Hoàng 3, Đào 3, Từ 3, Văn 3, Quách 2, La 2,
        Ông 1, Tống 2, Kiều 2, Lương 2, Vương 2, Vũ 1
        """);

    public static Generation Grown { get; } = new(
        femaleMiddle: "Thị 520, Ngọc 70, Kim 60, Thanh 50, Hồng 45, Thúy 35, Bích 35, Mỹ 30, Tuyết 20, Cẩm 20, Phương 20, Minh 15, Lệ 15, Diễm 15, Thu 15",
        femaleGiven:
        """
        Hương 42, Lan 40, Hoa 36, Nga 34, Hạnh 34, Thủy 34, Loan 32, Trang 32, Hằng 30, Phượng 30, Tuyết 28, Vân 28, Dung 27, Thảo 27, Hà 25,
        Mai 25, Liên 24, Nguyệt 22, Yến 22, Liễu 18, Oanh 20, Hiền 30, Ngân 20, Phương 26, Linh 20, Diễm 16, Nhung 20, Châu 15, Bé 10, Út 6
        """,
        maleMiddle: "Văn 330, Thanh 80, Minh 75, Hữu 65, Hoàng 60, Quốc 55, Công 35, Đức 35, Ngọc 35, Tấn 35, Trung 30, Phước 25, Thành 25, Chí 20, Xuân 20, Bá 10",
        maleGiven:
        """
        Hùng 45, Dũng 42, Tuấn 42, Minh 40, Thành 36, Hải 34, Sơn 32, Cường 30, Tâm 30, Phúc 26, Long 26, Phong 24, Bình 24, Nam 22, Lợi 18,
        Hòa 24, Nhân 18, Nghĩa 20, Tài 18, Thắng 22, Đức 20, Trung 24, Hiếu 20, Quang 20, Khánh 14, Phương 14, Vinh 14, Đời 6, Bé 6, Út 4
        """,
        twoMiddle: 90,
        noMiddle: 20);

    /// <summary>Born from 1996 to 2012.</summary>
    public static Generation Young { get; } = new(
        femaleMiddle:
        """
        Ngọc 120, Thị 150, Thanh 60, Kim 55, Minh 45, Phương 50, Huỳnh 40, Bảo 45, Mỹ 45, Quỳnh 45, Như 40, Thảo 40, Hồng 35, Cẩm 35, Anh 35,
        Yến 30, Thúy 30, Khánh 30, Gia 25, Tuyết 20, Tường 20, Diễm 20
        """,
        femaleGiven:
        """
        Anh 55, Ngân 55, Như 50, Vy 48, Trân 45, Ngọc 42, Thư 40, Nhi 38, My 36, Linh 34, Trâm 32, Tiên 32, Quyên 28, Thảo 28, Uyên 24,
        Duyên 24, Yến 22, Phương 22, Trang 22, Hân 28, Châu 18, Huỳnh 10, Mai 12, Thy 10, Tú 10, Lam 8, Nguyên 10, Hà 10, Thùy 10, Ánh 8
        """,
        maleMiddle:
        """
        Minh 90, Hoàng 85, Văn 80, Quốc 75, Thanh 60, Tấn 55, Hữu 50, Gia 50, Nhật 40, Tuấn 40, Anh 35, Trọng 35, Đức 35, Chí 30, Phúc 30,
        Duy 30, Công 25, Thành 25, Bảo 30, Trung 25, Đăng 25, Khánh 20
        """,
        maleGiven:
        """
        Huy 52, Khang 48, Đạt 46, Duy 42, Anh 40, Phát 38, Minh 36, Nhân 34, Khoa 34, Kiệt 32, Phúc 32, Bảo 32, Thịnh 28, Hiếu 28, Tài 26,
        Long 26, Nghĩa 24, Lộc 24, Tín 22, Vinh 20, Quân 18, Trí 18, Hưng 18, Phong 18, Nam 16, Khánh 16, Thành 14, Toàn 12, Tuấn 12, Luân 8
        """,
        twoMiddle: 260,
        noMiddle: 25);

    /// <summary>Born since 2013.</summary>
    public static Generation Small { get; } = new(
        femaleMiddle:
        """
        Ngọc 125, Bảo 95, Gia 85, Khánh 60, Minh 55, Thị 55, Phương 50, An 45, Quỳnh 45, Tường 45, Kim 40, Thanh 40, Như 35, Anh 35, Thảo 30,
        Mỹ 30, Thiên 30, Tuệ 25, Hoàng 25, Cát 20, Linh 15, Đan 15
        """,
        femaleGiven:
        """
        Hân 68, Vy 58, Anh 52, Ngân 50, Ngọc 44, Trân 44, Như 42, My 42, Thư 40, Nhi 36, An 34, Châu 34, Nhiên 24, Trâm 28, Tiên 26, Linh 26,
        Quyên 20, Uyên 18, Chi 22, Mai 16, Đan 12, Lam 14, Nghi 16, Hà 10, Thy 14, Yến 12, Di 8, Khuê 10, Tuệ 8, Lâm 6
        """,
        maleMiddle:
        """
        Gia 110, Minh 105, Bảo 75, Hoàng 70, Quốc 55, Anh 50, Nhật 50, Phúc 45, Thiên 45, Đăng 45, Khánh 35, Tuấn 35, Hữu 30, Duy 30,
        Thanh 30, Đức 30, Tấn 25, Văn 25, Trọng 25, Nguyên 20, Hải 20, Chí 15
        """,
        maleGiven:
        """
        Khang 66, Khôi 56, Bảo 52, Huy 50, Minh 46, Phúc 44, Anh 42, Khoa 40, Đăng 34, Thịnh 34, Phát 34, Nguyên 32, Kiệt 30, Long 28, An 28,
        Quân 28, Đạt 26, Hưng 24, Nhân 24, Phong 24, Nam 20, Lâm 20, Thiện 20, Tín 18, Trí 18, Vinh 16, Duy 16, Lộc 14, Nghĩa 14, Khánh 14
        """,
        twoMiddle: 330,
        noMiddle: 15);

    /// <summary>Khmer, Chinese and highland families in a class list of the delta, as (family, middle, given). They follow no table.</summary>
    public static IReadOnlyList<(DemoName Name, bool Female)> Minority { get; } =
    [
        (new("Thạch", "Sô", "Phia"), true), (new("Thạch", "Thị Sa", "Ry"), true), (new("Kim", "Rươl", "Sóc"), false), (new("Sơn", "Sa", "Rây"), false),
        (new("Kiên", "Thị Ngọc", "Sương"), true), (new("Danh", "Thành", "Út"), false), (new("Lâm", "Chí", "Hào"), false),
        (new("Quách", "Mỹ", "Phụng"), true), (new("Rơ Châm", "", "H'Lan"), true), (new("K'Sor", "Y", "Bin"), false), (new("H'Hen", "", "Niê"), true),
        (new("Ông", "Tiểu", "Bình"), false), (new("Châu", "Sóc", "Kha"), false),
    ];

    /// <summary>The generation of somebody born in a year.</summary>
    public static Generation Of(int birthYear) => birthYear < 1996 ? Grown : birthYear < 2013 ? Young : Small;

    /// <summary>Middle and given names of one generation; the last two in thousandths of its people.</summary>
    internal sealed class Generation(string femaleMiddle, string femaleGiven, string maleMiddle, string maleGiven, int twoMiddle, int noMiddle)
    {
        private readonly WeightedWords _femaleMiddle = new(femaleMiddle);
        private readonly WeightedWords _femaleGiven = new(femaleGiven);
        private readonly WeightedWords _maleMiddle = new(maleMiddle);
        private readonly WeightedWords _maleGiven = new(maleGiven);

        public DemoName Name(SplitMix random, string family, bool female)
        {
            WeightedWords middles = female ? _femaleMiddle : _maleMiddle;
            string given = (female ? _femaleGiven : _maleGiven).Draw(random);
            int form = random.Below(1000);
            if (form < noMiddle)
            {
                return new DemoName(family, "", given);
            }

            string first = MiddleOtherThan(middles, random, given);
            if (form >= noMiddle + twoMiddle)
            {
                return new DemoName(family, first, given);
            }

            string second = MiddleOtherThan(middles, random, given);

            // "Thị" and "Văn" stand first or not at all; nobody is called by the same word twice.
            return second == first || second is "Thị" or "Văn"
                ? new DemoName(family, first, given)
                : new DemoName(family, $"{first} {second}", given);
        }

        private static string MiddleOtherThan(WeightedWords middles, SplitMix random, string given)
        {
            string middle;
            do
            {
                middle = middles.Draw(random);
            }
            while (middle == given);
            return middle;
        }
    }
}
