using System.Collections.Immutable;
using EduIct.Facts;

namespace EduIct.Directives;

/// <summary>A pack whose shape is right, with the places of what must still be checked against others.</summary>
internal sealed record ReadPack(
    Directive Directive,
    ImmutableArray<(FactDefinition Fact, PackNode Node)> Facts,
    ImmutableArray<(NeededItem Item, PackNode Node)> Items,
    ImmutableArray<(DirectiveEntry Entry, PackNode Node)> Entries,
    PackFaults Faults);
