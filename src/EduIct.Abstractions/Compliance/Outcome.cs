namespace EduIct.Compliance;

/// <summary>How a unit stands to a requirement.</summary>
public enum Outcome
{
    /// <summary>It does not bind the unit.</summary>
    NotApplicable,

    /// <summary>The unit meets it.</summary>
    Meets,

    /// <summary>The unit fails it.</summary>
    Fails,

    /// <summary>Facts are missing that decide whether it binds the unit or whether it is met.</summary>
    Unknown,
}
