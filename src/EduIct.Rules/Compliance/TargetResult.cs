using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>How a population stands to a target, with the bounds that the missing facts leave open.</summary>
public sealed class TargetResult
{
    internal TargetResult(Directive directive, PopulationTarget target, long low, long high, long whole, bool isOpen)
    {
        Directive = directive;
        Target = target;
        Least = low;
        Most = high;
        Whole = whole;
        (LowestShare, HighestShare) = whole > 0 ? (isOpen ? 0 : 100d * low / whole, isOpen ? 100 : 100d * high / whole) : (0, 100);
        Outcome = (whole, isOpen) switch
        {
            (0, false) => Outcome.NotApplicable,
            (_, true) => Outcome.Unknown,
            _ when Reaches(low) => Outcome.Meets,
            _ when !Reaches(high) => Outcome.Fails,
            _ => Outcome.Unknown,
        };
        HasOpenWhole = isOpen;

        // In decimals: 80 % of 5 is exactly 4.
        bool Reaches(long part) => target.IsStrict ? part * 100m > (decimal)target.Share * whole : part * 100m >= (decimal)target.Share * whole;
    }

    /// <summary>The directive.</summary>
    public Directive Directive { get; }

    /// <summary>The target.</summary>
    public PopulationTarget Target { get; }

    /// <summary>The share is reached or not whatever the missing facts are, or they decide; not applicable where the population is empty.</summary>
    public Outcome Outcome { get; }

    /// <summary>How many pass if none of the unknown does.</summary>
    public long Least { get; }

    /// <summary>How many pass if all of the unknown do.</summary>
    public long Most { get; }

    /// <summary>How many units or people there are, as far as known.</summary>
    public long Whole { get; }

    /// <summary>Whether it is not known how many people there are somewhere, so that the share can be anything.</summary>
    public bool HasOpenWhole { get; }

    /// <summary>The share in per cent if none of the unknown passes, from 0 to 100.</summary>
    public double LowestShare { get; }

    /// <summary>The share in per cent if all of the unknown pass, from 0 to 100.</summary>
    public double HighestShare { get; }
}
