namespace EduIct.Benchmarks.Compliance;

/// <summary>What a unit is to the letter; a school of several levels is several.</summary>
[Flags]
public enum Sorts
{
    None = 0,
    Department = 1,
    Division = 2,
    Preschool = 4,
    Primary = 8,
    LowerSecondary = 16,
    UpperSecondary = 32,
    Vocational = 64,
    College = 128,
    Centre = 256,
}
