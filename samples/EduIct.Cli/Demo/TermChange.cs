namespace EduIct.Cli.Demo;

/// <summary>What a second term does to an account.</summary>
internal enum TermChange
{
    None,

    /// <summary>A new account.</summary>
    Arrival,

    /// <summary>A suspended account.</summary>
    Leaver,

    /// <summary>Another school, the same address.</summary>
    SchoolMove,

    /// <summary>Another class of the same school.</summary>
    ClassMove,

    /// <summary>Another name and address; the old address stays as alias.</summary>
    Rename,

    /// <summary>Another spelling of the name that the address does not show.</summary>
    NameOnly,

    /// <summary>Anything else.</summary>
    Other,
}
