using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EduIct.Expressions;

/// <summary>What expressions may use: variables, extensions, functions of the host, limits. Immutable; safe to share between threads.</summary>
public sealed class CelEnvironment
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly CelVariable[] _variables;

    /// <summary>Makes an environment.</summary>
    /// <param name="variables">The variables; their order is the order of the slots of <see cref="CelFacts"/>.</param>
    /// <param name="extensions">Libraries beside the standard one; all by default.</param>
    /// <param name="container">The scope of names, such as <c>a.b</c>; empty by default (langdef, "Name Resolution").</param>
    /// <param name="functions">Functions of the host; none by default.</param>
    /// <param name="limits">Null for <see cref="CelLimits.Default"/>.</param>
    /// <exception cref="ArgumentException">A variable is declared twice, or a function is one of the language's.</exception>
    public CelEnvironment(
        IEnumerable<CelVariable> variables,
        CelExtensions extensions = CelExtensions.All,
        string container = "",
        IEnumerable<CelFunction>? functions = null,
        CelLimits? limits = null)
    {
        _variables = [.. variables];
        for (int i = 0; i < _variables.Length; i++)
        {
            if (!_slots.TryAdd(_variables[i].Name, i))
                throw new ArgumentException($"The variable {_variables[i].Name} is declared twice.", nameof(variables));
        }

        Extensions = extensions;
        Container = container;
        Limits = limits ?? CelLimits.Default;
        Functions = new FunctionTable(extensions, functions ?? []);
        Unreported = [.. _variables.Select(v => CelValue.Unknown(new CelAttribute(v.Name)))];
    }

    /// <summary>The variables, by slot.</summary>
    public IReadOnlyList<CelVariable> Variables => _variables;

    /// <summary>Libraries beside the standard one.</summary>
    public CelExtensions Extensions { get; }

    /// <summary>The scope of names.</summary>
    public string Container { get; }

    /// <summary>What expressions may use up.</summary>
    public CelLimits Limits { get; }

    internal FunctionTable Functions { get; }

    internal CelValue[] Unreported { get; }

    /// <summary>The slot of a variable.</summary>
    public bool TryGetSlot(string variable, out int slot) => _slots.TryGetValue(variable, out slot);

    /// <summary>Parses and checks an expression.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="program">The program; null when there are diagnostics.</param>
    /// <param name="diagnostics">All that is wrong, by place, up to the limit.</param>
    public bool TryCompile(string source, [NotNullWhen(true)] out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics) =>
        TryCompile(source, check: true, out program, out diagnostics);

    /// <summary>Parses an expression and checks its types, or leaves them to the evaluation.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="check">False: every type is <c>dyn</c>, and what the checker would refuse is an error when evaluated.</param>
    /// <param name="program">The program; null when there are diagnostics.</param>
    /// <param name="diagnostics">All that is wrong, by place, up to the limit.</param>
    public bool TryCompile(
        string source, bool check, [NotNullWhen(true)] out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        var found = new DiagnosticBag(source, Limits.Diagnostics);
        program = null;
        try
        {
            if (Parser.Parse(source, Limits, Extensions, found) is { } root)
            {
                Dictionary<Node, CelType>? types = check ? Checker.Check(root, this, found) : null;
                if (found.IsEmpty)
                    program = new CelProgram(this, source, root, types);
            }
        }
        catch (InsufficientExecutionStackException)
        {
            found.Add(0, "limit", "biểu thức lồng quá sâu", "the expression is nested too deep for the stack of this thread");
        }

        diagnostics = found.All;
        return program is not null;
    }

    /// <summary>Parses and checks an expression that is known to be right.</summary>
    /// <exception cref="FormatException">It is not; the message has all diagnostics.</exception>
    public CelProgram Compile(string source) => TryCompile(source, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics)
        ? program
        : throw new FormatException(string.Join(Environment.NewLine, diagnostics.Select(d => d.ToString())));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_variables.Length} variables");
}
