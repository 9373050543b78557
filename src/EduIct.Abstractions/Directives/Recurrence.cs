namespace EduIct.Directives;

/// <summary>How often something is due.</summary>
public enum Recurrence
{
    /// <summary>Hằng ngày.</summary>
    Day,

    /// <summary>Hằng tháng.</summary>
    Month,

    /// <summary>Mỗi học kỳ.</summary>
    Semester,

    /// <summary>Hằng năm.</summary>
    Year,
}
