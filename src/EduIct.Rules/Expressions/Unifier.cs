namespace EduIct.Expressions;

/// <summary>
/// Type parameters and what they stand for. An attempt that fails is undone. The work is bounded: a stranger's expression can make types that
/// double with every step, so beyond the bound nothing is assignable and <see cref="IsExhausted"/> says why.
/// </summary>
internal sealed class Unifier
{
    private const int MaxSteps = 1_000_000;
    private readonly Dictionary<string, CelType> _bindings = [];
    private readonly List<(string Name, CelType? Before)> _trail = [];
    private int _fresh;
    private int _steps;

    internal bool IsExhausted => _steps > MaxSteps;

    internal CelType Fresh() => CelType.TypeParam("%" + _fresh++);

    internal bool TryAssign(CelType from, CelType to) => TryAssign([from], [to]);

    internal bool TryAssign(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        int mark = _trail.Count;
        if (AssignAll(from, to))
            return true;
        for (int i = _trail.Count - 1; i >= mark; i--)
        {
            if (_trail[i].Before is { } before)
                _bindings[_trail[i].Name] = before;
            else
                _bindings.Remove(_trail[i].Name);
        }

        _trail.RemoveRange(mark, _trail.Count - mark);
        return false;
    }

    /// <summary>Puts in what parameters stand for; free ones stay, or become dyn at the end of the check.</summary>
    internal CelType Substitute(CelType type, bool freeToDyn)
    {
        if (++_steps > MaxSteps)
            return CelType.Dyn;
        if (type.IsTypeParam)
            return Find(type) is { } bound ? Substitute(bound, freeToDyn) : freeToDyn ? CelType.Dyn : type;
        return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(p => Substitute(p, freeToDyn))]);
    }

    /// <summary>A signature with its parameters made fresh, so that two calls do not share them.</summary>
    internal CelType[] Instantiate(CelFunction function)
    {
        var fresh = new Dictionary<string, CelType>();
        return [.. function.Parameters.Append(function.Result).Select(Renew)];

        CelType Renew(CelType type)
        {
            if (!type.IsTypeParam)
                return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(Renew)]);
            if (!fresh.TryGetValue(type.Parameters[0].Name, out CelType? renewed))
                fresh[type.Parameters[0].Name] = renewed = Fresh();
            return renewed;
        }
    }

    private CelType? Find(CelType parameter) => _bindings.GetValueOrDefault(parameter.Parameters[0].Name);

    private void Bind(CelType parameter, CelType type)
    {
        string name = parameter.Parameters[0].Name;
        _trail.Add((name, _bindings.GetValueOrDefault(name)));
        _bindings[name] = type;
    }

    private bool AssignAll(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        if (from.Count != to.Count)
            return false;
        for (int i = 0; i < from.Count; i++)
            if (!Assign(from[i], to[i]))
                return false;
        return true;
    }

    private bool Assign(CelType from, CelType to)
    {
        if (++_steps > MaxSteps)
            return false;
        if (to.IsTypeParam)
        {
            if (Stands(from, to, out bool bound))
                return true;
            if (bound)
                return false;
        }

        if (from.IsTypeParam)
            return Stands(to, from, out _);
        if (from.IsDyn || from.IsError || to.IsDyn || to.IsError)
            return true;
        if (from.Name == CelType.Null.Name || to.Name == CelType.Null.Name)
            return Nullable(from) && Nullable(to);
        return from.Name == to.Name && (from.Name == CelType.Type.Name || AssignAll(from.Parameters, to.Parameters));
    }

    /// <summary>langdef gives null to messages and what stands for one; among ours: timestamps, durations and opaque types.</summary>
    private static bool Nullable(CelType type) => type.Name is not ("bool" or "int" or "uint" or "double" or "string" or "bytes" or "list" or "map" or "type");

    /// <summary>True when <paramref name="parameter"/> may stand for <paramref name="type"/>; of two fitting types it keeps the more general.</summary>
    private bool Stands(CelType type, CelType parameter, out bool bound)
    {
        bound = true;
        if (type.Equals(parameter))
            return true;
        if (Find(parameter) is { } current)
        {
            if (type.Equals(current))
                return true;
            if (!Assign(type, current))
                return false;
            CelType general = IsAsGeneral(type, current) ? type : current;
            if (!Occurs(parameter, general))
                Bind(parameter, general);
            return true;
        }

        bound = false;
        if (Occurs(parameter, type))
            return false;
        Bind(parameter, type);
        return true;
    }

    private bool Occurs(CelType parameter, CelType within)
    {
        if (++_steps > MaxSteps || within.Equals(parameter))
            return true;
        if (within.IsTypeParam)
            return Find(within) is { } bound && Occurs(parameter, bound);
        return within.Parameters.Any(p => Occurs(parameter, p));
    }

    internal static bool IsAsGeneral(CelType left, CelType right)
    {
        // null adds nothing to the type that admits it.
        if (right.Name == CelType.Null.Name)
            return true;
        if (left.IsDyn || left.IsTypeParam)
            return true;
        if (right.IsDyn || right.IsTypeParam || left.Name != right.Name)
            return false;
        if (left.Name == CelType.Type.Name)
            return true;
        return left.Parameters.Count == right.Parameters.Count && left.Parameters.Zip(right.Parameters).All(p => IsAsGeneral(p.First, p.Second));
    }
}
