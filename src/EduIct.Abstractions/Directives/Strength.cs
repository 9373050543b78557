namespace EduIct.Directives;

/// <summary>How strongly a directive binds.</summary>
public enum Strength
{
    /// <summary>It has to be (phải, yêu cầu).</summary>
    Must,

    /// <summary>It is instructed (cần, triển khai, thực hiện, or a plain imperative).</summary>
    Directed,

    /// <summary>It is advised (nên, đề nghị).</summary>
    Should,

    /// <summary>It is striven for (phấn đấu, chỉ tiêu).</summary>
    Target,

    /// <summary>It is welcome (khuyến khích).</summary>
    Encouraged,

    /// <summary>It is not welcome, which is not forbidden (không khuyến khích, hạn chế, tránh).</summary>
    Discouraged,

    /// <summary>It must not be (không được, không mua, không sử dụng).</summary>
    Forbidden,

    /// <summary>It is allowed (có thể).</summary>
    May,

    /// <summary>It tells something.</summary>
    Informs,
}
