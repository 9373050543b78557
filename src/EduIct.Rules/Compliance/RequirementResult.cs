using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>How all units of a table stand to one requirement.</summary>
public sealed class RequirementResult
{
    private readonly OutcomePlanes _outcomes;
    private readonly RowOrder _order;

    internal RequirementResult(Directive directive, Requirement requirement, OutcomePlanes outcomes, RowOrder order)
    {
        Directive = directive;
        Requirement = requirement;
        _outcomes = outcomes;
        _order = order;
    }

    /// <summary>The directive on whose authority it is asked.</summary>
    public Directive Directive { get; }

    /// <summary>The requirement.</summary>
    public Requirement Requirement { get; }

    /// <summary>How many units meet it.</summary>
    public int Meets => _outcomes.Meets;

    /// <summary>How many fail it.</summary>
    public int Fails => _outcomes.Fails;

    /// <summary>Of how many it is not known.</summary>
    public int Unknown => _outcomes.Unknown;

    /// <summary>How a unit stands.</summary>
    /// <param name="row">Its row in the table.</param>
    public Outcome this[int row] => _outcomes[_order[row]];
}
