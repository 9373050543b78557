using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.People;

namespace EduIct.Guardians;

/// <summary>A pupil and one of the pupil's guardians, as a roster names them.</summary>
/// <param name="Pupil">The pupil's keys, at least one.</param>
/// <param name="Contact">Where the guardian is reached.</param>
/// <param name="Name">The guardian's name.</param>
/// <param name="Source">Where the roster says so.</param>
public sealed record GuardianLink(ImmutableArray<PersonKey> Pupil, GuardianContact Contact, string Name, SourcePlace Source)
{
    /// <summary>Where it stands: nothing else of it belongs in a log.</summary>
    public override string ToString() => Source.ToString();
}
