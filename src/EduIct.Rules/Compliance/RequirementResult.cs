using EduIct.Directives;
using EduIct.Expressions;

namespace EduIct.Compliance;

/// <summary>How all units of a table stand to one requirement.</summary>
public sealed class RequirementResult
{
    private readonly ulong[] _meets, _fails, _unknown;

    internal RequirementResult(Directive directive, Requirement requirement, ulong[] meets, ulong[] fails, ulong[] unknown)
    {
        Directive = directive;
        Requirement = requirement;
        (_meets, _fails, _unknown) = (meets, fails, unknown);
        (Meets, Fails, Unknown) = (CelOutcomes.Count(meets), CelOutcomes.Count(fails), CelOutcomes.Count(unknown));
    }

    /// <summary>The directive on whose authority it is asked.</summary>
    public Directive Directive { get; }

    /// <summary>The requirement.</summary>
    public Requirement Requirement { get; }

    /// <summary>How many units meet it.</summary>
    public int Meets { get; }

    /// <summary>How many fail it.</summary>
    public int Fails { get; }

    /// <summary>Of how many it is not known.</summary>
    public int Unknown { get; }

    /// <summary>How a unit stands.</summary>
    /// <param name="row">Its row in the table.</param>
    public Outcome this[int row]
    {
        get
        {
            int word = row >> 6;
            ulong bit = 1ul << row;
            return (_meets[word] & bit) != 0 ? Outcome.Meets
                : (_fails[word] & bit) != 0 ? Outcome.Fails
                : (_unknown[word] & bit) != 0 ? Outcome.Unknown
                : Outcome.NotApplicable;
        }
    }
}
