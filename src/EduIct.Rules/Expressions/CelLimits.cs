namespace EduIct.Expressions;

/// <summary>What an expression from a stranger may use. A source beyond the first four is refused with a diagnostic; an evaluation beyond
/// <see cref="Cost"/> ends as the error <c>limit</c>. The defaults leave room for what langdef obliges an implementation to take.</summary>
public sealed record CelLimits
{
    /// <summary>The defaults.</summary>
    public static CelLimits Default { get; } = new();

    /// <summary>Characters (UTF-16 units) of source. Default 65,536.</summary>
    public int SourceLength { get; init; } = 65_536;

    /// <summary>Depth of the syntax tree, so of brackets and of chains such as <c>a + b + c</c>; chains of <c>&amp;&amp;</c> and <c>||</c> count once.
    /// Default 250, and never more than 500 counts: every step through the tree takes stack.</summary>
    public int Depth { get; init; } = 250;

    /// <summary>Diagnostics kept for one source; the rest is dropped. Default 50.</summary>
    public int Diagnostics { get; init; } = 50;

    /// <summary>Instructions that one regular expression may need. Default 10,000.</summary>
    public int RegexSize { get; init; } = 10_000;

    /// <summary>Work of one evaluation: one for each node evaluated inside a loop, and for operations on strings, bytes, lists and maps one for
    /// each item or ten characters touched or made (a text or list of up to a hundred is searched or compared for nothing). Other work that the
    /// length of the source bounds is free. Default 1,000,000.</summary>
    public long Cost { get; init; } = 1_000_000;

    internal int EffectiveDepth => Math.Min(Depth, 500);
}
