using System.Collections.Immutable;
using EduIct.Compliance;
using EduIct.Directives;

namespace EduIct.Cli.Compliance;

/// <summary>The ranking of all units by the criteria of one directive.</summary>
internal sealed record AwardTable(Directive Directive, ImmutableArray<RankedCandidate> Ranks);
