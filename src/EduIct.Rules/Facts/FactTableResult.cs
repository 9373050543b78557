using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Facts;

/// <summary>A table of facts, and what is wrong with what was reported.</summary>
public sealed class FactTableResult
{
    internal FactTableResult(FactTable table, ImmutableArray<Issue> issues, long issueCount)
    {
        TableWithoutFaults = table;
        Issues = issues;
        IssueCount = issueCount;
    }

    /// <summary>The table; null where anything is wrong.</summary>
    public FactTable? Table => Issues.IsEmpty ? TableWithoutFaults : null;

    /// <summary>The table without the values that are wrong: they are unknown in it. For who decides to go on without them.</summary>
    public FactTable TableWithoutFaults { get; }

    /// <summary>The faults, each with its place; the first ten thousand.</summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>How many faults there are.</summary>
    public long IssueCount { get; }

    /// <summary>The table of reports that are known to be right.</summary>
    /// <exception cref="FormatException">They are not; the message tells the issues.</exception>
    public FactTable GetTableOrThrow() => Table ?? throw new FormatException(string.Join(Environment.NewLine, Issues.Take(100)));
}
