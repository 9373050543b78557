using System.Collections.Immutable;

namespace EduIct.Cli.Demo.Report;

/// <summary>All that the report shows. Whatever it counts school by school it counts from <see cref="Rows"/>, so that <c>accounts.csv</c> proves it.</summary>
internal sealed record ReportContent
{
    /// <summary>The lines of <c>accounts.csv</c>.</summary>
    public required ImmutableArray<AccountRow> Rows { get; init; }

    /// <summary>Both terms, in order.</summary>
    public required ImmutableArray<TermResult> Terms { get; init; }

    /// <summary>What was done, in order.</summary>
    public required ImmutableArray<DemoStep> Steps { get; init; }

    /// <summary>Address patterns of the tenant, the preferred one first.</summary>
    public required ImmutableArray<string> Patterns { get; init; }

    /// <summary>What the demo was called with.</summary>
    public required int Students { get; init; }

    /// <inheritdoc cref="Students"/>
    public required int Seed { get; init; }

    /// <summary>The whole run.</summary>
    public required TimeSpan Elapsed { get; init; }
}
