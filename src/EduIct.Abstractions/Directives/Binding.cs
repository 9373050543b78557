using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>Whom an entry binds.</summary>
/// <param name="Kinds">The kinds of unit; empty where those bound are no units. A school of several levels is bound by what binds one of them.</param>
public sealed record Binding(ImmutableArray<UnitKind> Kinds)
{
    /// <summary>The condition under which they are bound, a CEL expression over facts; null for always.</summary>
    public string? When { get; init; }

    /// <summary>Whom within or beyond the units, in words; null where the kinds say all.</summary>
    public LocalizedText? Who { get; init; }

    /// <summary>Whether a kind of unit is bound, conditions apart.</summary>
    public bool Covers(UnitKind kind)
    {
        foreach (UnitKind bound in Kinds)
        {
            if (kind.IsOrTeaches(bound))
            {
                return true;
            }
        }

        return false;
    }
}
