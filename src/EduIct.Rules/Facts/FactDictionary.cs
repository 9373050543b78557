using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Directives;
using EduIct.Expressions;

namespace EduIct.Facts;

/// <summary>The facts that can be reported, each a variable of the expressions; beside them <c>unit.kind</c>, the name of the kind, and
/// <c>unit.levels</c>, the names of the levels that a school teaches. Immutable.</summary>
public sealed class FactDictionary
{
    /// <summary>The variable that has the name of the unit's kind.</summary>
    public const string KindVariable = "unit.kind";

    /// <summary>The variable that has the names of the levels that the unit teaches.</summary>
    public const string LevelsVariable = "unit.levels";

    private static readonly Lazy<FactDictionary> s_common = new(() => new FactDictionary(CommonCatalogue.Read().Facts));

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    internal FactDictionary(ImmutableArray<FactDefinition> definitions)
    {
        Definitions = definitions;
        for (int i = 0; i < definitions.Length; i++)
        {
            _slots.Add(definitions[i].Id, i);
        }

        Environment = new CelEnvironment(
        [
            .. definitions.Select(fact => new CelVariable(fact.Id, TypeOf(fact.Type))),
            new CelVariable(KindVariable, CelType.String),
            new CelVariable(LevelsVariable, CelType.List(CelType.String)),
        ]);
    }

    /// <summary>The facts that the five directives ask for.</summary>
    public static FactDictionary Common => s_common.Value;

    /// <summary>The facts. The slot of one in <see cref="Environment"/> is its place here.</summary>
    public ImmutableArray<FactDefinition> Definitions { get; }

    /// <summary>What expressions over the facts may use.</summary>
    public CelEnvironment Environment { get; }

    internal int KindSlot => Definitions.Length;

    internal int LevelsSlot => Definitions.Length + 1;

    /// <summary>Finds a fact.</summary>
    /// <param name="id">Its id; upper and lower case differ.</param>
    /// <param name="definition">The fact.</param>
    public bool TryFind(string id, [NotNullWhen(true)] out FactDefinition? definition)
    {
        definition = TrySlot(id, out int slot) ? Definitions[slot] : null;
        return definition is not null;
    }

    /// <summary>The slot of the fact that has a label in either language; a label that two facts share finds neither.</summary>
    internal bool TrySlotOfLabel(string label, out int slot)
    {
        slot = -1;
        for (int i = 0; i < Definitions.Length; i++)
        {
            if (Definitions[i].Label.Vi.Equals(label, StringComparison.OrdinalIgnoreCase) || Definitions[i].Label.En.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                if (slot >= 0)
                {
                    return false;
                }

                slot = i;
            }
        }

        return slot >= 0;
    }

    /// <summary>The fact whose id is like a misspelt one: by case, or by at most two letters more, fewer or other; null for none.</summary>
    internal FactDefinition? Nearest(string id)
    {
        const int Near = 2;
        return id.Length > 100 ? null : Definitions.Select(fact => (fact, distance: Distance(fact.Id, id))).Where(pair => pair.distance <= Near).OrderBy(pair => pair.distance).FirstOrDefault().fact;
    }

    internal bool TrySlot(string id, out int slot) => _slots.TryGetValue(id, out slot);

    // Levenshtein's, without regard to case.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 0; i < left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(left[i]) == char.ToLowerInvariant(right[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[right.Length];
    }

    /// <summary>The type of a fact's values in expressions: <c>int</c>, <c>double</c>, <c>bool</c>, <c>string</c> or <c>timestamp</c>.</summary>
    internal static CelType TypeOf(FactType type) => type switch
    {
        FactType.Count => CelType.Int,
        FactType.Number or FactType.Percent => CelType.Double,
        FactType.Flag => CelType.Bool,
        FactType.Date => CelType.Timestamp,
        _ => CelType.String,
    };
}
