using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Posts;

/// <summary>Somebody holds a post of a unit during some days.</summary>
/// <param name="Unit">Code of the unit: <c>gso:83</c>, or the value alone where no other system has it (<c>so-bentre</c>), or the TenSo of a Sở.</param>
/// <param name="Post">The post: its name in the address (<c>Giamdoc</c>), its title in either language (<c>Giám đốc Sở</c>), without regard to case, accents and blanks, or the id of the entry that names it.</param>
/// <param name="Holder">Who.</param>
public sealed record PostAssignment(string Unit, string Post, PostHolder Holder)
{
    /// <summary>When; the default is always.</summary>
    public DateSpan During { get; init; }

    /// <summary>Where it comes from; faults of the whole are told here.</summary>
    public SourcePlace Source { get; init; }

    /// <summary>Where the unit stands; null: at <see cref="Source"/>.</summary>
    public SourcePlace? UnitPlace { get; init; }

    /// <summary>Where the post stands; null: at <see cref="Source"/>.</summary>
    public SourcePlace? PostPlace { get; init; }
}
