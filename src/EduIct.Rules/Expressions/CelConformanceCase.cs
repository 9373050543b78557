using System.Globalization;
using System.Text.Json;

namespace EduIct.Expressions;

/// <summary>How a case went.</summary>
/// <param name="Id">The case.</param>
/// <param name="Passed">True when every way to run the expression gave what was expected.</param>
/// <param name="Expected">What was expected, as text.</param>
/// <param name="Actual">What came instead (or as well), as text.</param>
public sealed record CelConformanceResult(string Id, bool Passed, string Expected, string Actual);

/// <summary>
/// One case of the CEL conformance suite, in JSON: <c>id</c>, <c>expr</c>, and optional <c>container</c>, <c>disableCheck</c>, <c>checkOnly</c>,
/// <c>bindings</c> (name to typed value), <c>typeEnv</c> (declarations), <c>expect</c> (<c>value</c>, <c>type</c> or <c>error</c>). Values keep their
/// type: <c>{"int64Value":"1"}</c>, <c>{"listValue":[…]}</c>. Of an error only that it occurs counts, and one at check time counts as well.
/// </summary>
public sealed class CelConformanceCase
{
    private readonly string _expression;
    private readonly string _container;
    private readonly bool _check;
    private readonly bool _checkOnly;
    private readonly List<CelVariable> _variables = [];
    private readonly List<CelFunction> _functions = [];
    private readonly Dictionary<string, CelValue> _bindings = [];
    private readonly CelValue? _value;
    private readonly CelType? _type;
    private readonly bool _error;

    private CelConformanceCase(JsonElement json)
    {
        Id = json.GetProperty("id").GetString()!;
        _expression = json.GetProperty("expr").GetString()!;
        _container = json.TryGetProperty("container", out JsonElement container) ? container.GetString()! : "";
        _check = !Flag(json, "disableCheck");
        _checkOnly = Flag(json, "checkOnly");
        if (json.TryGetProperty("bindings", out JsonElement bindings))
        {
            foreach (JsonProperty binding in bindings.EnumerateObject())
                _bindings[binding.Name] = TypedJson.Read(binding.Value);
        }

        if (json.TryGetProperty("typeEnv", out JsonElement environment))
            Declare(environment);
        _variables.AddRange(_bindings.Where(b => !_variables.Exists(v => v.Name == b.Key)).Select(b => new CelVariable(b.Key, CelType.Of(b.Value))));
        if (_checkOnly)
            _functions.AddRange(new[] { "optional.of A -> optional_type(A)", "optional.none -> optional_type(A)" }.Select(CelFunction.Read));
        JsonElement expect = json.GetProperty("expect");
        _value = expect.TryGetProperty("value", out JsonElement value) ? TypedJson.Read(value) : null;
        _type = expect.TryGetProperty("type", out JsonElement type) ? CelType.Parse(type.GetString()!) : null;
        _error = expect.TryGetProperty("error", out _);
    }

    /// <summary>The name of the case.</summary>
    public string Id { get; }

    private string Expected => _error ? "an error" : string.Join(" of type ", new object?[] { _value, _type }.Where(x => x is not null));

    /// <summary>Reads a case from a line.</summary>
    /// <exception cref="FormatException">The line is no case.</exception>
    public static CelConformanceCase Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return new CelConformanceCase(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException("The line is no conformance case: " + e.Message, e);
        }
    }

    /// <summary>Checks and evaluates the expression in every way, and compares.</summary>
    public CelConformanceResult Run(CancellationToken cancellationToken = default)
    {
        var environment = new CelEnvironment(_variables, CelExtensions.All, _container, _functions);
        if (!environment.TryCompile(_expression, _check, out CelProgram? program, out IReadOnlyList<CelDiagnostic> diagnostics))
            return Result(_error, string.Join(" ", diagnostics.Select(d => d.English)));
        if (_type is not null && !_type.Equals(program.ResultType))
            return Result(false, "type " + program.ResultType);
        if (_checkOnly)
            return Result(!_error && _value is null, "type " + program.ResultType);
        var facts = new CelFacts(environment);
        foreach ((string name, CelValue value) in _bindings)
            facts.Set(name, value);
        CelValue interpreted = program.Interpret(facts, cancellationToken);
        CelValue compiled = program.Evaluate(facts, cancellationToken);
        if (!interpreted.Equals(compiled))
            return Result(false, $"{interpreted} interpreted, {compiled} compiled");
        var table = new CelTable(environment, 1);
        var outcomes = new CelOutcomes(1);
        for (int i = 0; i < environment.Variables.Count; i++)
        {
            table[i] = CelColumn.For(environment.Variables[i].Type, 1);
            table[i]!.Set(0, facts[i]);
        }

        program.EvaluateRows(table, outcomes, cancellationToken);
        bool agrees = (outcomes.True[0] == 1, outcomes.False[0] == 1, outcomes.Unknown[0] == 1, outcomes.Error[0] == 1)
            == (interpreted.IsTrue, interpreted.Equals(CelValue.False), interpreted.Kind == CelKind.Unknown, interpreted.Kind == CelKind.Error);
        return agrees ? Result(Matches(interpreted), interpreted.ToString()) : Result(false, $"{interpreted} interpreted, otherwise by columns");
    }

    private CelConformanceResult Result(bool passed, string actual) => new(Id, passed, Expected, actual);

    private bool Matches(CelValue value) => _error ? value.Kind == CelKind.Error : _value is { } expected && TypedJson.AreSame(expected, value);

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;

    private void Declare(JsonElement environment)
    {
        foreach (JsonElement declaration in environment.EnumerateArray())
        {
            string name = declaration.GetProperty("name").GetString()!;
            if (declaration.TryGetProperty("type", out JsonElement type))
            {
                _variables.Add(new CelVariable(name, CelType.Parse(type.GetString()!)));
                continue;
            }

            foreach (JsonElement overload in declaration.GetProperty("function").EnumerateArray())
            {
                bool member = Flag(overload, "member") || Flag(overload, "instance") || Flag(overload, "isInstanceFunction");
                _functions.Add(new CelFunction(
                    name,
                    member,
                    [.. overload.GetProperty("params").EnumerateArray().Select(p => CelType.Parse(p.GetString()!))],
                    CelType.Parse(overload.GetProperty("result").GetString()!)));
            }
        }
    }
}
