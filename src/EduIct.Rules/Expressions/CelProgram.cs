namespace EduIct.Expressions;

/// <summary>An expression that is ready to run. Immutable; safe to share between threads.</summary>
public sealed class CelProgram
{
    private readonly PlanNode _plan;
    private readonly Node _root;
    private readonly int _locals;
    private readonly CelKind _scalar;
    private Evaluation? _spare;
    private CompiledBody? _body;
    private bool _bodyNeedsEvaluation;
    private volatile bool _isCompiled;

    internal CelProgram(CelEnvironment environment, string source, Node root, Dictionary<Node, CelType>? types)
    {
        Environment = environment;
        Source = source;
        _root = root;
        ResultType = types?[root] ?? CelType.Dyn;
        var planner = new Planner(environment, types);
        _plan = planner.Plan(root);
        _locals = planner.Locals;
        _scalar = _plan.Type.Name switch
        {
            "bool" => CelKind.Bool,
            "int" => CelKind.Int,
            "uint" => CelKind.Uint,
            _ => CelKind.Double,
        };
        Variables = [.. _plan.Slots.Select(slot => environment.Variables[slot])];
    }

    /// <summary>The environment that it was compiled in.</summary>
    public CelEnvironment Environment { get; }

    /// <summary>The text of the expression.</summary>
    public string Source { get; }

    /// <summary>The type that the checker deduced; <see cref="CelType.Dyn"/> without a check.</summary>
    public CelType ResultType { get; }

    /// <summary>The variables that the expression reads.</summary>
    public IReadOnlyList<CelVariable> Variables { get; }

    /// <summary>The expression in one form of writing: no blanks or parentheses beyond need, macros as macros.</summary>
    public override string ToString() => Printer.Print(_root);

    /// <summary>Evaluates the expression for one unit, with machine code that the first call makes; by interpretation where the platform has no
    /// dynamic code. The result is that of <see cref="Interpret"/>. Allocates nothing where all facts that decide are there and the expression
    /// works on bool, int, uint, double and string alone.</summary>
    /// <param name="facts">Facts of the same environment.</param>
    /// <param name="cancellationToken">Looked at while loops run.</param>
    /// <exception cref="ArgumentException">The facts belong to another environment.</exception>
    public CelValue Evaluate(CelFacts facts, CancellationToken cancellationToken = default)
    {
        if (!_isCompiled)
            Compile();
        if (_body is not { } body || facts.HasPatterns || !ReferenceEquals(facts.Environment, Environment))
            return Interpret(facts, cancellationToken);
        long bits;
        if (!_bodyNeedsEvaluation)
            return body(facts.Values, null, out bits) ? CelValue.FromBits(_scalar, bits) : Interpret(facts, cancellationToken);
        Evaluation evaluation = Rent(facts, cancellationToken);
        bool done;
        try
        {
            done = body(facts.Values, evaluation, out bits);
        }
        catch (CostExceededException)
        {
            return CostExceeded();
        }
        finally
        {
            _spare = evaluation;
        }

        return done ? CelValue.FromBits(_scalar, bits) : Interpret(facts, cancellationToken);
    }

    /// <summary>Evaluates the expression for every row of a table: comparisons and arithmetic on ints and doubles, and logic on bools, for a block of
    /// rows at a time; the rest row by row. The outcome of a row is that of <see cref="Interpret"/> with its facts.</summary>
    /// <param name="table">A table of the same environment.</param>
    /// <param name="outcomes">Takes the outcomes; as many rows as the table.</param>
    /// <param name="cancellationToken">Looked at between blocks and while loops run.</param>
    /// <exception cref="ArgumentException">The table belongs to another environment, or the rows differ.</exception>
    public void EvaluateRows(CelTable table, CelOutcomes outcomes, CancellationToken cancellationToken = default) =>
        new CelBatch([this]).Run(table, [outcomes], cancellationToken: cancellationToken);

    /// <summary>Evaluates the expression for one row of a table, for its value rather than its outcome.</summary>
    /// <exception cref="ArgumentException">The table belongs to another environment.</exception>
    public CelValue EvaluateRow(CelTable table, int row, CancellationToken cancellationToken = default)
    {
        if (!ReferenceEquals(table.Environment, Environment))
            throw new ArgumentException("The table belongs to another environment.", nameof(table));
        var facts = new CelFacts(Environment);
        table.Load(row, _plan.Slots, facts);
        return Interpret(facts, cancellationToken);
    }

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
            return CostExceeded();
        }
        finally
        {
            _spare = evaluation;
        }
    }

    internal int Locals => _locals;

    internal PlanNode Plan => _plan;

    internal int Size => _root.Size;

    /// <summary>Two threads may both do it, with the same outcome.</summary>
    private void Compile()
    {
        var compiler = new DelegateCompiler();
        CompiledBody? body = compiler.Compile(_plan, _root.Size);
        _bodyNeedsEvaluation = compiler.NeedsEvaluation;
        _body = body;
        _isCompiled = true;
    }

    private CelValue CostExceeded() => CelValue.Fail("limit", $"the evaluation costs more than {Environment.Limits.Cost}");

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
