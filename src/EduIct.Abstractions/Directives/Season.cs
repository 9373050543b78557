namespace EduIct.Directives;

/// <summary>A time that a directive names without a day.</summary>
public enum Season
{
    /// <summary>Đầu năm học.</summary>
    SchoolYearStart,

    /// <summary>Cuối năm học.</summary>
    SchoolYearEnd,

    /// <summary>Đầu năm.</summary>
    YearStart,

    /// <summary>Cuối năm.</summary>
    YearEnd,

    /// <summary>Cuối học kỳ.</summary>
    SemesterEnd,
}
