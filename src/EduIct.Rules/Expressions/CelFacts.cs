namespace EduIct.Expressions;

/// <summary>
/// The facts of one unit: a value, or unknown, for each variable of an environment. Unknown is what every variable is at first. Not safe
/// for writing and reading at once; may be reused for the next unit.
/// </summary>
public sealed class CelFacts
{
    private readonly CelEnvironment _environment;
    private List<CelAttribute>[]? _patterns;

    /// <summary>Makes facts of which all are unknown.</summary>
    public CelFacts(CelEnvironment environment)
    {
        _environment = environment;
        Values = new CelValue[environment.Variables.Count];
        Clear();
    }

    internal CelValue[] Values { get; }

    internal CelEnvironment Environment => _environment;

    internal bool HasPatterns => _patterns is not null;

    /// <summary>The value of a variable, by its place in <see cref="CelEnvironment.Variables"/>; an unknown where nobody reported one.</summary>
    public CelValue this[int variable] => Values[variable];

    /// <summary>Makes everything unknown again.</summary>
    public void Clear()
    {
        _environment.Unreported.CopyTo(Values);
        _patterns = null;
    }

    /// <summary>Sets a variable by its place in <see cref="CelEnvironment.Variables"/>.</summary>
    /// <exception cref="ArgumentException">The declared type does not admit the value. Errors and unknowns are always admitted.</exception>
    public CelFacts Set(int variable, CelValue value)
    {
        CelVariable declared = _environment.Variables[variable];
        if (value.Kind < CelKind.Unknown && !declared.Type.Admits(value))
            throw new ArgumentException($"{declared.Name} is declared as {declared.Type}; {value} is not.", nameof(value));
        Values[variable] = value;
        return this;
    }

    /// <summary>Sets a variable by its full name.</summary>
    /// <exception cref="ArgumentException">The environment does not declare it, or its type does not admit the value.</exception>
    public CelFacts Set(string variable, CelValue value) => Set(Slot(variable), value);

    /// <summary>Makes unknown what a pattern matches: a variable, or a part of one, with <c>*</c> for any key or index. An expression that
    /// reads something within or around the path becomes unknown (as with cel-go's attribute patterns).</summary>
    /// <exception cref="ArgumentException">The environment does not declare the variable.</exception>
    public CelFacts SetUnknown(CelAttribute pattern)
    {
        int slot = Slot(pattern.Variable);
        if (pattern.Steps.Count == 0)
        {
            Values[slot] = _environment.Unreported[slot];
            return this;
        }

        _patterns ??= new List<CelAttribute>[Values.Length];
        (_patterns[slot] ??= []).Add(pattern);
        return this;
    }

    /// <summary>The path that is missing when <c>variable.keys</c> is read, or null.</summary>
    internal CelAttribute? MatchUnknown(int slot, ReadOnlySpan<CelValue> keys)
    {
        if (_patterns?[slot] is not { } patterns)
            return null;
        foreach (CelAttribute pattern in patterns)
        {
            int common = Math.Min(keys.Length, pattern.Steps.Count);
            int i = 0;
            while (i < common && (pattern.StepSpan[i] is not { } step || step.CelEquals(keys[i])))
                i++;
            if (i < common)
                continue;
            var steps = new CelValue?[common];
            for (int k = 0; k < common; k++)
                steps[k] = keys[k];
            return new CelAttribute(pattern.Variable, steps);
        }

        return null;
    }

    private int Slot(string variable) => _environment.TryGetSlot(variable, out int slot)
        ? slot
        : throw new ArgumentException($"The environment declares no variable {variable}.", nameof(variable));
}
