namespace EduIct.Naming;

/// <summary>What stands between braces in an address pattern.</summary>
internal enum PatternToken
{
    Literal,
    Given,
    Family,
    Middle,
    Initials,
    Full,
    Code,
    YearShort,
    Year,
    Day,
    Month,
    BirthDate,
    Unit,
    Class,
    Grade,
    Counter,
}
