namespace EduIct.Expressions;

/// <summary>What a name stands for: a variable by its slot, a local by its index, or a type.</summary>
internal readonly record struct Meaning(MeaningKind Kind, int Index, CelType Type);

internal enum MeaningKind
{
    None,
    Variable,
    Local,
    Type,
}

/// <summary>Names in force at a point of an expression: locals of the loops around it, then the environment (langdef, "Name Resolution").
/// The checker and the planner walk the tree with a scope each and so cannot disagree.</summary>
internal sealed class Scope(CelEnvironment environment)
{
    private readonly List<(string Name, CelType Type)> _locals = [];

    internal int Count => _locals.Count;

    /// <summary>The most locals that were in force at once.</summary>
    internal int Peak { get; private set; }

    internal void Push(string name, CelType type)
    {
        _locals.Add((name, type));
        Peak = Math.Max(Peak, _locals.Count);
    }

    internal void Pop() => _locals.RemoveAt(_locals.Count - 1);

    /// <summary>The meaning of a name, or of the whole of <c>a.b.c</c>; a local hides every name that begins with its own.</summary>
    internal Meaning Resolve(string qualified)
    {
        int dot = qualified.IndexOf('.', StringComparison.Ordinal);
        string first = dot < 0 ? qualified : qualified[..dot];
        for (int i = _locals.Count - 1; i >= 0; i--)
            if (_locals[i].Name == first)
                return dot < 0 ? new Meaning(MeaningKind.Local, i, _locals[i].Type) : default;
        foreach (string candidate in Names.Candidates(environment.Container, qualified))
        {
            if (environment.TryGetSlot(candidate, out int slot))
                return new Meaning(MeaningKind.Variable, slot, environment.Variables[slot].Type);
            if (StandardDeclarations.Types.TryGetValue(candidate, out CelType? type))
                return new Meaning(MeaningKind.Type, 0, type);
        }

        return default;
    }

    /// <summary>The function that <c>a.b.f(…)</c> calls when <c>a.b</c> is part of its name; null where <c>a.b</c> is a receiver.</summary>
    internal FunctionEntry? NamespacedFunction(Node target, string function)
    {
        if (Parser.QualifiedName(target) is not { } prefix)
            return null;
        string first = prefix.Split('.')[0];
        return _locals.Exists(l => l.Name == first) ? null : environment.Functions.Find(environment.Container, $"{prefix}.{function}");
    }
}
