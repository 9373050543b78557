namespace EduIct.Expressions;

/// <summary>All that a function name means: its overloads for the checker and its body for the evaluation.</summary>
internal sealed record FunctionEntry(string Name, IReadOnlyList<CelFunction> Overloads, FunctionBody? Body)
{
    internal bool Takes(bool member, int arity) => Overloads.Any(o => o.IsMember == member && o.Parameters.Count == arity);
}

/// <summary>The functions of an environment, by full name.</summary>
internal sealed class FunctionTable
{
    private static readonly Lazy<FunctionEntry[]> Standard = new(() => Entries(StandardDeclarations.Signatures, StandardLibrary.Bodies));
    private static readonly Lazy<FunctionEntry[]> Strings = new(() => Entries(StringLibrary.Signatures, StringLibrary.Bodies));
    private static readonly Lazy<FunctionEntry[]> Math = new(() => Entries(MathLibrary.Signatures, MathLibrary.Bodies));

    private readonly Dictionary<string, FunctionEntry> _entries = [];

    internal FunctionTable(CelExtensions extensions, IEnumerable<CelFunction> added)
    {
        IEnumerable<FunctionEntry> libraries = [
            .. Standard.Value,
            .. extensions.HasFlag(CelExtensions.Strings) ? Strings.Value : [],
            .. extensions.HasFlag(CelExtensions.Math) ? Math.Value : [],
        ];
        foreach (FunctionEntry entry in libraries)
            _entries[entry.Name] = entry;
        foreach (IGrouping<string, CelFunction> overloads in added.GroupBy(f => f.Name))
        {
            if (_entries.ContainsKey(overloads.Key))
                throw new ArgumentException($"The function {overloads.Key} is part of the language.", nameof(added));
            _entries[overloads.Key] = new FunctionEntry(overloads.Key, [.. overloads], FunctionBody.Of([.. overloads]));
        }
    }

    internal FunctionEntry? Find(string container, string name)
    {
        foreach (string candidate in Names.Candidates(container, name))
            if (_entries.TryGetValue(candidate, out FunctionEntry? entry))
                return entry;
        return null;
    }

    private static FunctionEntry[] Entries(string[] signatures, Dictionary<string, FunctionBody> bodies) =>
        [.. signatures.Select(CelFunction.Read).GroupBy(f => f.Name).Select(g => new FunctionEntry(g.Key, [.. g], bodies[g.Key]))];
}
