using System.Collections.Immutable;
using EduIct.Accounts;

namespace EduIct.Planning;

/// <summary>Collects a plan's operations: numbers them, and puts before each the organisational units that it needs.</summary>
internal sealed class OperationList
{
    private readonly ImmutableArray<PlanOperation>.Builder _operations = ImmutableArray.CreateBuilder<PlanOperation>();
    private readonly Dictionary<(string Provider, OrgUnitPath Path), int> _made = [];
    private readonly Dictionary<string, HashSet<OrgUnitPath>> _existing;

    public OperationList(IEnumerable<ProviderSnapshot> providers) =>
        _existing = providers.ToDictionary(provider => provider.Id, provider => provider.OrgUnits.ToHashSet(), StringComparer.Ordinal);

    /// <summary>Adds an operation under the next number.</summary>
    /// <param name="operation">The operation; its number is replaced, and the organisational unit that it sets is made before it where it is missing.</param>
    /// <param name="after">Numbers of operations that must come before; nulls are passed over.</param>
    /// <returns>Its number.</returns>
    public int Add(PlanOperation operation, params ReadOnlySpan<int?> after)
    {
        int? unit = operation.Set.OrgUnit is { } path ? Ensure(operation.Provider, path) : null;
        var before = ImmutableArray.CreateBuilder<int>();
        foreach (int? seq in after)
        {
            if (seq is { } number && !before.Contains(number))
            {
                before.Add(number);
            }
        }

        if (unit is { } made)
        {
            before.Add(made);
        }

        before.Sort();
        _operations.Add(operation with { Seq = _operations.Count + 1, After = before.ToImmutable() });
        return _operations.Count;
    }

    public ImmutableArray<PlanOperation> ToImmutable() => _operations.ToImmutable();

    // Parents first; a unit that another operation makes already is waited for.
    private int? Ensure(string provider, OrgUnitPath path)
    {
        if (path.IsRoot || _existing[provider].Contains(path))
        {
            return null;
        }

        if (_made.TryGetValue((provider, path), out int seq))
        {
            return seq;
        }

        int? parent = Ensure(provider, path.Parent);
        _operations.Add(new PlanOperation(_operations.Count + 1, OperationKind.EnsureOrgUnit, provider) { Unit = path, After = parent is { } above ? [above] : [] });
        _made[(provider, path)] = _operations.Count;
        return _operations.Count;
    }
}
