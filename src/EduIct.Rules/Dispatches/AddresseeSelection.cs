using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Dispatches;

/// <summary>Whom a rule names.</summary>
/// <param name="Units">The addressees, each once, in the order of the tree.</param>
/// <param name="Issues">Units for which the rule cannot say, since a fact of theirs is not known or it fails on them (<c>dispatch.undecided</c>), and that it names nobody
/// (<c>dispatch.nobody</c>).</param>
public sealed record AddresseeSelection(ImmutableArray<Unit> Units, ImmutableArray<Issue> Issues);
