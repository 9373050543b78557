namespace EduIct.Expressions;

/// <summary>What a condition came to.</summary>
public enum CelOutcome : byte
{
    /// <summary>A value that is no bool.</summary>
    Other,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary>A fact is missing; <see cref="CelProgram.Evaluate"/> says which.</summary>
    Unknown,

    /// <summary>The evaluation failed; <see cref="CelProgram.Evaluate"/> says why.</summary>
    Error,
}
