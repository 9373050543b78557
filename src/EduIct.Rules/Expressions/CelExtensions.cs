namespace EduIct.Expressions;

/// <summary>Libraries of functions beside the standard ones.</summary>
[Flags]
public enum CelExtensions
{
    /// <summary>Only what langdef defines.</summary>
    None = 0,

    /// <summary><c>charAt</c>, <c>indexOf</c>, <c>join</c>, <c>format</c>, <c>strings.quote</c> …, as cel-go documents them (version 4).</summary>
    Strings = 1,

    /// <summary><c>math.greatest</c>, <c>math.abs</c>, <c>math.bitAnd</c>, <c>math.sqrt</c> …, as cel-go documents them (version 2).</summary>
    Math = 2,

    /// <summary>All of them.</summary>
    All = Strings | Math,
}
