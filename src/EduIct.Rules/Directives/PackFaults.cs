using System.Collections.Immutable;
using EduIct.Expressions;
using EduIct.Issues;

namespace EduIct.Directives;

/// <summary>The faults of one pack, or another file of the package's formats, in the order in which they were found.</summary>
internal sealed class PackFaults(string source, string area = "pack")
{
    // A hostile pack must not become a report of gigabytes.
    private const int Most = 1000;

    private readonly List<Issue> _all = [];

    public ImmutableArray<Issue> All => [.. _all];

    public void Add(string code, string pointer, string vi, string en) => Add(new Issue($"{area}.{code}", new SourcePlace(source, Field: pointer), new LocalizedText(vi, en)));

    public void Add(string pointer, CelDiagnostic diagnostic) =>
        Add(new Issue(
            area + ".expression",
            new SourcePlace(source, diagnostic.Line, diagnostic.Column, pointer),
            new LocalizedText($"{diagnostic.Vietnamese}: {diagnostic.SourceLine}", $"{diagnostic.English}: {diagnostic.SourceLine}")));

    private void Add(Issue issue)
    {
        if (_all.Count < Most)
        {
            _all.Add(issue);
        }
    }
}
