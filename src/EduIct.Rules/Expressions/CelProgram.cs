namespace EduIct.Expressions;

/// <summary>An expression that is ready to run. Immutable; safe to share between threads.</summary>
public sealed class CelProgram
{
    private readonly PlanNode _plan;
    private readonly Node _root;
    private readonly int _locals;
    private Evaluation? _spare;

    internal CelProgram(CelEnvironment environment, string source, Node root, Dictionary<Node, CelType>? types)
    {
        Environment = environment;
        Source = source;
        _root = root;
        ResultType = types?[root] ?? CelType.Dyn;
        var planner = new Planner(environment, types);
        _plan = planner.Plan(root);
        _locals = planner.Locals;
        Variables = [.. planner.Variables.Select(slot => environment.Variables[slot])];
    }

    /// <summary>The environment that it was compiled in.</summary>
    public CelEnvironment Environment { get; }

    /// <summary>The text of the expression.</summary>
    public string Source { get; }

    /// <summary>The type that the checker deduced; <see cref="CelType.Dyn"/> without a check.</summary>
    public CelType ResultType { get; }

    /// <summary>The variables that the expression reads.</summary>
    public IReadOnlyList<CelVariable> Variables { get; }

    internal PlanNode Plan => _plan;

    internal Node Root => _root;

    /// <summary>Evaluates the expression for one unit by interpretation. Errors and unknowns are values; nothing is thrown but on cancellation, and
    /// what a function of the host throws.</summary>
    /// <param name="facts">Facts of the same environment.</param>
    /// <param name="cancellationToken">Looked at while loops run.</param>
    /// <exception cref="ArgumentException">The facts belong to another environment.</exception>
    public CelValue Interpret(CelFacts facts, CancellationToken cancellationToken = default)
    {
        Evaluation evaluation = Rent(facts, cancellationToken);
        try
        {
            return _plan.Evaluate(evaluation);
        }
        catch (CostExceededException)
        {
            return CelValue.Fail("limit", $"the evaluation costs more than {Environment.Limits.Cost}");
        }
        finally
        {
            _spare = evaluation;
        }
    }

    private Evaluation Rent(CelFacts facts, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(facts.Environment, Environment))
            throw new ArgumentException("The facts belong to another environment.", nameof(facts));
        cancellationToken.ThrowIfCancellationRequested();
        Evaluation evaluation = Interlocked.Exchange(ref _spare, null) ?? new Evaluation(_locals);
        evaluation.Start(facts, Environment.Limits.Cost, cancellationToken);
        return evaluation;
    }
}
